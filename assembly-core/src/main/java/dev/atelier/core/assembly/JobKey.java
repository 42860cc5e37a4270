package dev.atelier.core.assembly;

/**
 * Names one run of one robot; the same work always has the same key.
 *
 * @param inputKey the input file's id, a digest of the bundle, or {@code root} for a step without
 *     input
 */
public record JobKey(String assemblyId, String step, String inputKey) {
    /** The input key of a step that runs without any file. */
    public static final String ROOT = "root";

    /** One line, reversible: ids and input keys hold no slash. */
    public String text() {
        return assemblyId + "/" + inputKey + "/" + step;
    }

    public static JobKey parse(String text) {
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        return new JobKey(
                text.substring(0, first),
                text.substring(second + 1),
                text.substring(first + 1, second));
    }
}
