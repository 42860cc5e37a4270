package dev.atelier.robots.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which addresses may be asked: those of the public Internet, and those the operator allows. */
public final class AddressRules {
    private static final List<AddressRange> SPECIAL =
            AddressRange.parseAll(
                    """
                    0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16,
                    172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 192.168.0.0/16,
                    198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/4, 240.0.0.0/4,
                    2001::/23, 2001:db8::/32, 3fff::/20
                    """);
    private static final AddressRange GLOBAL_V6 = AddressRange.parse("2000::/3");
    private static final AddressRange SIX_TO_FOUR = AddressRange.parse("2002::/16");
    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");
    private static final int V4_BYTES = 4;
    private static final int AFTER_6TO4 = 2;
    private static final int AFTER_NAT64 = 12;

    private final List<AddressRange> allowed;

    /**
     * @param allowedPrivate ranges besides the public ones, separated by commas
     * @throws IllegalArgumentException when one of them is malformed
     */
    public AddressRules(String allowedPrivate) {
        this.allowed = AddressRange.parseAll(allowedPrivate);
    }

    boolean mayAsk(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address)) || isPublic(address);
    }

    /** An address that carries another one inside is as public as that. */
    private static boolean isPublic(InetAddress address) {
        if (address instanceof Inet6Address) {
            if (SIX_TO_FOUR.contains(address)) {
                return isPublic(inner(address, AFTER_6TO4));
            }
            if (NAT64.contains(address)) {
                return isPublic(inner(address, AFTER_NAT64));
            }
            if (!GLOBAL_V6.contains(address)) {
                return false;
            }
        }
        return SPECIAL.stream().noneMatch(range -> range.contains(address));
    }

    private static InetAddress inner(InetAddress address, int from) {
        try {
            byte[] bytes = address.getAddress();
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + V4_BYTES));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
