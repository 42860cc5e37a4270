package dev.atelier.robots.outbound;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses that begin alike.
 *
 * @param first the lowest address, as a number
 * @param length of an address, in bytes
 * @param bits how many leading bits count
 */
public record AddressRange(BigInteger first, int length, int bits) {

    /**
     * @param text such as {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone is itself only
     * @throws IllegalArgumentException when it is none
     */
    static AddressRange parse(String text) {
        String[] parts = text.strip().split("/", 2);
        if (!parts[0].matches("[0-9a-fA-F:.]+")) {
            throw wrong(text);
        }
        try {
            byte[] address = InetAddress.getByName(parts[0]).getAddress();
            int all = address.length * Byte.SIZE;
            int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > all) {
                throw wrong(text);
            }
            return new AddressRange(new BigInteger(1, address), address.length, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "`" + text.strip() + "` is no address range; write one such as 10.1.0.0/16");
    }

    /**
     * Several, separated by commas.
     *
     * @throws IllegalArgumentException when one of them is malformed
     */
    public static List<AddressRange> parseAll(String text) {
        return Arrays.stream(text.split(","))
                .filter(part -> !part.isBlank())
                .map(AddressRange::parse)
                .toList();
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        int rest = length * Byte.SIZE - bits;
        return bytes.length == length
                && new BigInteger(1, bytes).shiftRight(rest).equals(first.shiftRight(rest));
    }
}
