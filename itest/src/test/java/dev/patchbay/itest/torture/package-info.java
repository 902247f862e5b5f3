/** The daemon under kills, updates and pushes, with a book of all that it has acknowledged. */
package dev.patchbay.itest.torture;
