package dev.atelier.robots.meta;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.Nearest;
import dev.atelier.core.robot.ParamException;
import dev.atelier.robots.meta.WritableTag.Form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is to be written: the values of each tag; a tag without any is to be taken away. */
record TagValues(Map<WritableTag, List<String>> all) {
    static final TagValues NONE = new TagValues(Map.of());
    private static final int LONGEST = 30_000;
    private static final int MOST = 1000;
    private static final Pattern DATE =
            Pattern.compile("\\d{4}[:-]\\d{2}[:-]\\d{2}[ T]\\d{2}:\\d{2}:\\d{2}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TagValues of(JsonNode node) {
        if (!node.isObject()) {
            throw new ParamException("", "must be an object of tag names and values");
        }
        Map<WritableTag, List<String>> all = new EnumMap<>(WritableTag.class);
        for (var entry : node.properties()) {
            String name = entry.getKey();
            WritableTag tag = WritableTag.named(name).orElseThrow(() -> unknown(name));
            if (all.put(tag, values(tag, name, entry.getValue())) != null) {
                throw new ParamException(name, "is given twice under two names");
            }
        }
        if (all.containsKey(WritableTag.GPS_LATITUDE)
                != all.containsKey(WritableTag.GPS_LONGITUDE)) {
            throw new ParamException("", "GPSLatitude and GPSLongitude go together");
        }
        return new TagValues(all);
    }

    private static ParamException unknown(String name) {
        String hint =
                Nearest.to(name, WritableTag.BY_NAME.keySet())
                        .map(near -> "; did you mean `" + near + "`?")
                        .orElseGet(() -> "; those that can: " + labels());
        String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
        return new ParamException("", "the tag `" + shown + "` cannot be written" + hint);
    }

    static String labels() {
        return Arrays.stream(WritableTag.values())
                .map(tag -> tag.label)
                .collect(Collectors.joining(", "));
    }

    private static List<String> values(WritableTag tag, String name, JsonNode node) {
        List<String> values = new ArrayList<>();
        if (node.isArray()) {
            if (!tag.form.list()) {
                throw new ParamException(name, "holds one value, not a list");
            }
            node.forEach(each -> values.add(value(tag, name, each)));
        } else {
            values.add(value(tag, name, node));
        }
        values.removeIf(String::isEmpty);
        if (values.size() > MOST) {
            throw new ParamException(name, "may have at most " + MOST + " values");
        }
        return List.copyOf(values);
    }

    private static String value(WritableTag tag, String name, JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            throw new ParamException(name, "must be a string or a number");
        }
        String value = node.asText();
        if (value.length() > LONGEST) {
            throw new ParamException(name, "must have at most " + LONGEST + " characters");
        }
        if (value.codePoints().anyMatch(TagValues::unprintable)) {
            throw new ParamException(name, "must be text, without control characters");
        }
        if (!value.isEmpty()) {
            checkForm(tag.form, name, value);
        }
        return value;
    }

    private static boolean unprintable(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r';
        return control || c == 0xFFFE || c == 0xFFFF || (c >= 0xD800 && c <= 0xDFFF);
    }

    private static void checkForm(Form form, String name, String value) {
        switch (form) {
            case EXIF_DATE, PHOTO_DATE ->
                    check(name, value, v -> DATE.matcher(v).matches(), "2026:11:21 14:30:00");
            case ORIENTATION -> check(name, value, v -> v.matches("[1-8]"), "1–8");
            case LATITUDE -> check(name, value, v -> degrees(v, 90), "degrees from -90 to 90");
            case LONGITUDE -> check(name, value, v -> degrees(v, 180), "degrees from -180 to 180");
            case EXIF,
                    PHOTO,
                    WINDOWS,
                    COMMENT,
                    IPTC,
                    IPTC_LIST,
                    XMP,
                    XMP_LANGUAGE,
                    XMP_SEQUENCE,
                    XMP_BAG -> {}
        }
    }

    private static void check(String name, String value, Predicate<String> good, String example) {
        if (!good.test(value)) {
            throw new ParamException(name, "must be written as " + example);
        }
    }

    private static boolean degrees(String value, int most) {
        return value.matches("-?\\d{1,3}(\\.\\d{1,15})?")
                && Math.abs(Double.parseDouble(value)) <= most;
    }

    /** Those of which a block of metadata is made; the first ones named come first. */
    Set<WritableTag> tags(Predicate<Form> wanted) {
        return all.keySet().stream()
                .filter(tag -> wanted.test(tag.form))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** In order; empty when the tag is to be taken away. */
    List<String> of(WritableTag tag) {
        return all.getOrDefault(tag, List.of());
    }

    /** The one value; empty when the tag is to be taken away. */
    String single(WritableTag tag) {
        List<String> values = of(tag);
        return values.isEmpty() ? "" : values.getFirst();
    }
}
