package dev.atelier.robots.outbound;

import java.net.UnknownHostException;

/** A name leads to an address that must not be asked. */
final class PrivateAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    PrivateAddressException(String what) {
        super(what);
    }
}
