package dev.patchbay.core.hook;

/**
 * How the hooks of one instance of a plugin stand.
 *
 * @param lag how many events the hook that is furthest behind has before it
 * @param delivered how many deliveries ended well since the daemon started
 * @param failed how many events became dead letters since then
 */
public record Figures(long lag, long delivered, long failed) {
  static final Figures NONE = new Figures(0, 0, 0);

  Figures and(Figures other) {
    return new Figures(
        Math.max(lag, other.lag), delivered + other.delivered, failed + other.failed);
  }
}
