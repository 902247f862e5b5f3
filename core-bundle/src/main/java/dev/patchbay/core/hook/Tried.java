package dev.patchbay.core.hook;

/** What came of giving an event to a hook, as often as it took. */
sealed interface Tried {
  /** It was taken. */
  record Taken() implements Tried {}

  /** It will not be taken, after so many attempts. */
  record Refused(int attempts, String error) implements Tried {}

  /** Cut off, so it does not count: the event is for who serves next. */
  record Cut() implements Tried {}
}
