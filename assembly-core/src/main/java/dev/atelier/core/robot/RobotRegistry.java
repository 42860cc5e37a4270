package dev.atelier.core.robot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The robots of this house by name, and the names that exist elsewhere only. */
public final class RobotRegistry {
    private final Map<String, Robot<?>> byName = new LinkedHashMap<>();
    private final Set<String> knownUpstream;

    /**
     * @param knownUpstream names a client may have from elsewhere; those we have do no harm
     * @throws IllegalArgumentException when two robots share a name
     */
    public RobotRegistry(List<? extends Robot<?>> robots, Set<String> knownUpstream) {
        for (Robot<?> robot : robots) {
            String name = robot.about().name();
            if (byName.putIfAbsent(name, robot) != null) {
                throw new IllegalArgumentException("There are two robots named " + name + ".");
            }
        }
        this.knownUpstream = Set.copyOf(knownUpstream);
    }

    public Optional<Robot<?>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order they were registered. */
    public Collection<Robot<?>> all() {
        return List.copyOf(byName.values());
    }

    /** The name of ours somebody probably meant. */
    public Optional<String> nearest(String name) {
        return Nearest.to(name, new ArrayList<>(byName.keySet()));
    }

    /** Whether the name is a robot of the public list that is not here. */
    public boolean isKnownUpstream(String name) {
        return knownUpstream.contains(name) && !byName.containsKey(name);
    }
}
