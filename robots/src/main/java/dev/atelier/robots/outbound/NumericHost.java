package dev.atelier.robots.outbound;

import dev.atelier.robots.outbound.OutboundException.Kind;

/**
 * IPv4 addresses as browsers read them: one to four numbers, each decimal, octal or hexadecimal,
 * the last one filling what is left.
 */
final class NumericHost {
    private static final int BYTES = 4;

    private NumericHost() {}

    /** As four decimal numbers. */
    static String dotted(String host) throws OutboundException {
        String[] parts = host.split("\\.", -1);
        if (parts.length > BYTES) {
            throw wrong(host);
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            int bits = last ? Byte.SIZE * (BYTES - i) : Byte.SIZE;
            long number = number(parts[i], host);
            if (number >= 1L << bits) {
                throw wrong(host);
            }
            address |= number << (last ? 0 : Byte.SIZE * (BYTES - 1 - i));
        }
        return "%d.%d.%d.%d"
                .formatted(
                        address >> 24 & 0xFF,
                        address >> 16 & 0xFF,
                        address >> 8 & 0xFF,
                        address & 0xFF);
    }

    private static long number(String part, String host) throws OutboundException {
        try {
            if (part.startsWith("0x")) {
                return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
            }
            return Long.parseLong(part, part.length() > 1 && part.startsWith("0") ? 8 : 10);
        } catch (NumberFormatException e) {
            throw wrong(host);
        }
    }

    private static OutboundException wrong(String host) {
        return new OutboundException(Kind.BAD_URL, "no address: " + host);
    }
}
