package dev.patchbay.api.receipt;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The read side of a plugin that stores receipts elsewhere; its write side is a hook for {@link
 * dev.patchbay.api.event.ReceiptWritten}. A daemon that reads only its own receipts lists it and
 * does not call it.
 */
@ConsumerType
public interface ReceiptArchive {

  /**
   * Looks a receipt up that is no longer in the home. Called on a thread of the caller's, possibly
   * several times at once; 30 s is the limit.
   *
   * @param id the receipt's id
   * @return its exact line, byte for byte as it was written, without the newline; empty when the
   *     archive does not have it
   * @throws Exception counts as not having it, and is shown
   */
  Optional<String> line(String id) throws Exception;
}
