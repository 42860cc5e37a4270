package dev.atelier.core.robot;

import dev.atelier.core.assembly.AssemblyFile;

import java.util.List;
import java.util.Optional;

/** The files of one job, in order: uploads first come first, then by the order of {@code use}. */
public record RobotInput(List<Item> items) {

    /**
     * One file with the tags its {@code use} entry gave it.
     *
     * @param from the step that emitted it
     * @param as empty when it carries no tag; several when the same step was listed several times
     */
    public record Item(AssemblyFile file, String from, List<String> as) {
        public Item {
            as = List.copyOf(as);
        }
    }

    public RobotInput {
        items = List.copyOf(items);
    }

    public List<AssemblyFile> files() {
        return items.stream().map(Item::file).toList();
    }

    /** The first file tagged with this role and no other. */
    public Optional<AssemblyFile> tagged(String role) {
        return items.stream()
                .filter(item -> item.as().equals(List.of(role)))
                .map(Item::file)
                .findFirst();
    }
}
