package dev.atelier.robots.outbound;

import org.apache.hc.client5.http.DnsResolver;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Asked by the HTTP client for each connection it opens. A name with one address that must not be
 * asked is not asked at all; the client connects to what was checked, not to the name.
 */
final class CheckingResolver implements DnsResolver {
    private final NameResolver names;
    private final AddressRules rules;

    CheckingResolver(NameResolver names, AddressRules rules) {
        this.names = names;
        this.rules = rules;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        InetAddress[] addresses = names.resolve(bare);
        if (addresses.length == 0) {
            throw new UnknownHostException(bare);
        }
        for (InetAddress address : addresses) {
            if (!rules.mayAsk(address)) {
                throw new PrivateAddressException(bare + " is " + address.getHostAddress());
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
