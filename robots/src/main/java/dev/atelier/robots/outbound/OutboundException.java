package dev.atelier.robots.outbound;

import java.io.IOException;

/**
 * A request that got no answer worth having. The message is for whoever gave the URL and tells
 * nothing about the network behind this server; the cause is for the operator's log only.
 */
public final class OutboundException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final boolean unsent;

    /** What went wrong, as far as whoever gave the URL may know. */
    public enum Kind {
        BAD_URL("The URL is not one this server can ask: use http or https, a host and a path."),
        UNREACHABLE("The server could not be reached."),
        UNTRUSTED("The certificate of the server is not trusted; nothing was sent."),
        TIMEOUT("The server took too long to answer."),
        TOO_LARGE("The answer is larger than allowed."),
        TOO_MANY_REDIRECTS("The server redirects too often."),
        BROKEN("The answer broke off or is no proper HTTP.");

        private final String message;

        Kind(String message) {
            this.message = message;
        }
    }

    public OutboundException(Kind kind, Throwable cause) {
        this(kind, cause, false);
    }

    OutboundException(Kind kind, Throwable cause, boolean unsent) {
        super(kind.message, cause);
        this.kind = kind;
        this.unsent = unsent;
    }

    OutboundException(Kind kind, String cause) {
        this(kind, new IOException(cause));
    }

    public Kind kind() {
        return kind;
    }

    /**
     * Whether not one byte of the request's body has left this machine; false also when that is not
     * known.
     */
    public boolean isUnsent() {
        return unsent;
    }

    /** Whether our own rules stopped it, because the address is none of the public Internet. */
    public boolean isPrivateAddress() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof PrivateAddressException) {
                return true;
            }
        }
        return false;
    }
}
