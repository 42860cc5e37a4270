package dev.atelier.robots.outbound;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Which ports may be asked: the usual ones of the web, and high ones that are not denied. */
public final class PortRules {
    private static final Set<Integer> USUAL = Set.of(80, 443, 8080, 8443);
    private static final int FIRST_HIGH = 1025;
    private static final int LAST = 65_535;

    private final Set<Integer> denied;

    /**
     * @param denied high ports that speak something else than HTTP, separated by commas
     * @throws IllegalArgumentException when one of them is no number
     */
    public PortRules(String denied) {
        this.denied =
                Arrays.stream(denied.split(","))
                        .map(String::strip)
                        .filter(port -> !port.isEmpty())
                        .map(Integer::valueOf)
                        .collect(Collectors.toUnmodifiableSet());
    }

    boolean mayAsk(int port) {
        return USUAL.contains(port)
                || (port >= FIRST_HIGH && port <= LAST && !denied.contains(port));
    }
}
