package dev.atelier.core.upload;

import java.time.Duration;

/**
 * How resumable uploads are taken.
 *
 * @param maxBytes largest upload
 * @param idle how long an Assembly waits while nothing arrives for it
 * @param lockWait how long a request waits for an older one of the same upload to stop
 * @param sync whether what was received is on the disk before a request is answered
 */
public record UploadSettings(long maxBytes, Duration idle, Duration lockWait, boolean sync) {}
