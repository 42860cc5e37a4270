package dev.atelier.robots.store;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Where in a bucket a file goes. */
final class StorePath {
    private static final int LONGEST = 1_024;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\\\]");
    private static final Pattern UNFIT = Pattern.compile("(^|/)(\\.{0,2})(/|$)");

    private StorePath() {}

    /**
     * @param template with variables
     * @throws AssemblyException when nothing fit to be a path comes of it
     */
    static String of(String template, AssemblyFile file, RobotContext job) {
        String path = new StoreTemplate("path", template).fill(file, job, UnaryOperator.identity());
        if (path.isEmpty() || UNFIT.matcher(path).find()) {
            throw refused(path, "has an empty part, or one of dots only");
        }
        if (CONTROL.matcher(path).find()) {
            throw refused(path, "has a backslash or characters that cannot be seen");
        }
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw refused(path, "is longer than " + LONGEST + " bytes");
        }
        return path;
    }

    private static AssemblyException refused(String path, String why) {
        String shown = CONTROL.matcher(path).replaceAll("?");
        return new AssemblyException(
                ErrorCode.S3_STORE_VALIDATION,
                "`path` became `"
                        + shown.substring(0, Math.min(shown.length(), 200))
                        + "`, which "
                        + why
                        + "; change it or the values of its variables.");
    }
}
