package dev.atelier.core.robot;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the documentation page of a robot from what it declares. */
public final class RobotPage {
    private RobotPage() {}

    /** The page's file name, such as {@code image-resize.md}. */
    public static String fileName(RobotDescriptor<?> about) {
        return about.name().substring(1).replace('/', '-') + ".md";
    }

    /**
     * @param example instructions as JSON, shown as they are
     */
    public static String markdown(RobotDescriptor<?> about, String example) {
        return Stream.of(
                                "# " + about.name(),
                                about.summary(),
                                takes(about),
                                roles(about),
                                "```json\n" + example.strip() + "\n```",
                                "## Parameters",
                                parameters(about),
                                notYet(about),
                                "The parameters every step has are described in"
                                        + " [common parameters](common.md). Wrong parameters give"
                                        + (" `" + about.validation() + "`, a failed job gives")
                                        + (" `" + about.failure() + "`."))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\n\n"))
                + "\n";
    }

    private static String takes(RobotDescriptor<?> about) {
        String what =
                about.accepts().equals(RobotDescriptor.ANY)
                        ? "any file"
                        : about.accepts().stream()
                                .map(pattern -> "`" + pattern + "`")
                                .collect(Collectors.joining(", "));
        return "Takes "
                + what
                + (about.needsInput() ? "." : ", and runs without any input too.")
                + (about.accepts().equals(RobotDescriptor.ANY)
                        ? ""
                        : " Other files are left out without an error.");
    }

    private static String roles(RobotDescriptor<?> about) {
        if (about.roles().isEmpty()) {
            return "";
        }
        String names =
                about.roles().stream()
                        .sorted()
                        .map(role -> "`" + role + "`")
                        .collect(Collectors.joining(", "));
        String primary =
                about.primaryRole() == null
                        ? ""
                        : "; it runs once for each `" + about.primaryRole() + "`";
        return "Roles for `as`: " + names + primary + ".";
    }

    private static String parameters(RobotDescriptor<?> about) {
        List<ParamSpec> here =
                ParamSpec.of(about.params()).stream()
                        .filter(spec -> !spec.rule().notYet())
                        .toList();
        if (here.isEmpty()) {
            return "None of its own.";
        }
        return here.stream()
                .map(RobotPage::row)
                .collect(
                        Collectors.joining(
                                "\n",
                                "| Name | Type | Default | Meaning |\n|---|---|---|---|\n",
                                ""));
    }

    private static String row(ParamSpec spec) {
        String type = spec.typeName() + ParamValue.range(spec);
        String fallback = spec.rule().fallback();
        String shown =
                spec.rule().required()
                        ? "required"
                        : fallback.isEmpty() ? "" : "`" + fallback + "`";
        return "| `%s` | %s | %s | %s |"
                .formatted(spec.name(), cell(type), cell(shown), cell(spec.rule().doc()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String notYet(RobotDescriptor<?> about) {
        String each =
                ParamSpec.of(about.params()).stream()
                        .filter(spec -> spec.rule().notYet())
                        .map(spec -> "- `" + spec.name() + "`: " + spec.rule().doc())
                        .collect(Collectors.joining("\n"));
        return each.isEmpty() ? "" : "Not available in this version:\n\n" + each;
    }
}
