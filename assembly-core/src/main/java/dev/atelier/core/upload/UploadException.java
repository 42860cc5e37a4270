package dev.atelier.core.upload;

/** Why something cannot be done with a resumable upload; the message says it to the client. */
public final class UploadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** The kinds clients tell apart. */
    public enum Reason {
        MALFORMED,
        FORBIDDEN,
        UNKNOWN,
        WRONG_OFFSET,
        GONE,
        TOO_LARGE,
        LOCKED,
        WRONG_CHECKSUM
    }

    public UploadException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    static UploadException unknown() {
        return new UploadException(Reason.UNKNOWN, "There is no such upload; start a new one.");
    }

    static UploadException gone() {
        return new UploadException(
                Reason.GONE,
                "The Assembly of this upload has ended; create a new Assembly and upload to it.");
    }

    static UploadException tooLarge(long limit) {
        return new UploadException(
                Reason.TOO_LARGE, "The upload would be larger than " + limit + " bytes.");
    }
}
