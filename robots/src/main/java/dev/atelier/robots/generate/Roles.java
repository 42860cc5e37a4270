package dev.atelier.robots.generate;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotInput;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What each input picture is for. The upload's field name decides first, then the {@code as} tag,
 * then the order.
 */
public record Roles(
        @Nullable AssemblyFile image, @Nullable AssemblyFile mask, List<Reference> references) {

    public static final String IMAGE = "image";
    public static final String MASK = "mask";

    private static final String REFERENCE = "reference";
    private static final Pattern COUNTER = Pattern.compile("(\\[\\d*])?[0-9_-]*$");

    /** A picture to look at. The label is its tag or field name. */
    public record Reference(AssemblyFile file, String label) {}

    public Roles {
        references = List.copyOf(references);
    }

    /**
     * @throws AssemblyException {@code IMAGE_GENERATE_VALIDATION} when the masks do not go together
     *     with the images, {@code INVALID_INPUT_ERROR} for a file that is no picture
     */
    public static Roles of(RobotInput input) {
        var sorting = new Sorting();
        List<RobotInput.Item> pictures =
                input.items().stream().filter(item -> !isText(item.file())).toList();
        pictures.forEach(Roles::requirePicture);
        var ambiguous = new ArrayList<RobotInput.Item>();
        var untagged = new ArrayList<RobotInput.Item>();
        for (RobotInput.Item item : pictures) {
            Optional<String> role = byField(item.file()).or(() -> byTag(item.as()));
            if (role.isPresent()) {
                sorting.put(item.file(), role.get());
            } else if (item.as().isEmpty()) {
                untagged.add(item);
            } else {
                ambiguous.add(item);
            }
        }
        ambiguous.forEach(item -> sorting.put(item.file(), sorting.nextFree()));
        boolean single = untagged.size() == 1;
        untagged.forEach(item -> sorting.put(item.file(), single ? sorting.soleRole() : REFERENCE));
        return sorting.result(pictures);
    }

    /** The roles that are taken, for the record of a call. */
    public List<String> taken() {
        var names = new ArrayList<String>();
        if (image != null) {
            names.add(IMAGE);
        }
        if (mask != null) {
            names.add(MASK);
        }
        return names;
    }

    static Optional<String> byField(AssemblyFile file) {
        if (file.field() == null) {
            return Optional.empty();
        }
        String name = COUNTER.matcher(file.field().toLowerCase(Locale.ROOT)).replaceFirst("");
        return name.equals(IMAGE) || name.equals(MASK) ? Optional.of(name) : Optional.empty();
    }

    /** Empty for no tag and for a file tagged as both. */
    private static Optional<String> byTag(List<String> tags) {
        boolean image = tags.contains(IMAGE);
        boolean mask = tags.contains(MASK);
        if (image && mask) {
            return Optional.empty();
        }
        if (image || mask) {
            return Optional.of(image ? IMAGE : MASK);
        }
        return tags.stream().findFirst();
    }

    private static boolean isText(AssemblyFile file) {
        return file.mime().toLowerCase(Locale.ROOT).startsWith("text/");
    }

    private static void requirePicture(RobotInput.Item item) {
        if (!item.file().isImage()) {
            throw new AssemblyException(
                    ErrorCode.INVALID_INPUT_ERROR,
                    "%s is %s; /image/generate works on pictures"
                            .formatted(item.file().name(), item.file().mime()));
        }
    }

    /** The roles while they are being given out. */
    private static final class Sorting {
        private @Nullable AssemblyFile image;
        private final List<AssemblyFile> masks = new ArrayList<>();
        private final List<Reference> references = new ArrayList<>();

        void put(AssemblyFile file, String role) {
            if (role.equals(MASK)) {
                masks.add(file);
            } else if (role.equals(IMAGE) && image == null) {
                image = file;
            } else {
                references.add(new Reference(file, role));
            }
        }

        String nextFree() {
            return image == null ? IMAGE : masks.isEmpty() ? MASK : REFERENCE;
        }

        String soleRole() {
            return image == null ? IMAGE : REFERENCE;
        }

        Roles result(List<RobotInput.Item> uploadOrder) {
            if (masks.size() > 1) {
                throw refused(
                        "only one mask can be used, got "
                                + String.join(", ", masks.stream().map(AssemblyFile::name).toList())
                                + "; upload one in the field mask");
            }
            AssemblyFile mask = masks.isEmpty() ? null : masks.getFirst();
            if (mask != null && image == null) {
                throw refused(
                        "the mask %s has no image to go with; upload the picture in the field image or tag it with \"as\": \"image\""
                                .formatted(mask.name()));
            }
            List<AssemblyFile> order = uploadOrder.stream().map(RobotInput.Item::file).toList();
            references.sort(Comparator.comparingInt(reference -> order.indexOf(reference.file())));
            return new Roles(image, mask, references);
        }

        private static AssemblyException refused(String message) {
            return new AssemblyException(ErrorCode.IMAGE_GENERATE_VALIDATION, message);
        }
    }
}
