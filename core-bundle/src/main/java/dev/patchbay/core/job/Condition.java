package dev.patchbay.core.job;

/** When a job runs: a predicate, or predicates joined. */
public interface Condition {
  Match match(Facts facts);
}
