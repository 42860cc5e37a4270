package dev.atelier.core.upload;

import java.time.Duration;

/**
 * How resumable uploads are taken.
 *
 * @param maxBytes largest upload
 * @param idle how long an Assembly waits while nothing arrives for it
 * @param lockWait how long a request waits for an older one of the same upload to stop
 * @param sync whether what was received is on the disk before a request is answered
 * @param hashBeside how fast a sender may be for its bytes to be hashed as they arrive, in bytes a
 *     second; those of a faster one are hashed after the last answer
 */
public record UploadSettings(
        long maxBytes, Duration idle, Duration lockWait, boolean sync, long hashBeside) {}
