package dev.atelier.robots.generate;

import dev.atelier.core.robot.ParamException;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Which format the model is asked for and which one the client gets.
 *
 * @param asked of the model
 * @param delivered to the client, in the client's spelling
 */
public record FormatPlan(OutputFormat asked, OutputFormat delivered) {

    /**
     * @param wanted null for the model's own default
     * @throws ParamException when no conversion leads from one to the other
     */
    public static FormatPlan of(Model model, @Nullable OutputFormat wanted) {
        OutputFormat delivered = wanted == null ? model.defaultFormat() : wanted;
        if (model.delivers(delivered)) {
            return new FormatPlan(delivered, delivered);
        }
        if (delivered.vector()) {
            throw new ParamException(
                    "format",
                    "%s draws pixels and cannot make svg; choose %s, or a model that draws svg, such as recraft-v3"
                            .formatted(model.name(), offered(model)));
        }
        return model.formats().stream()
                .filter(format -> !format.vector())
                .findFirst()
                .map(raster -> new FormatPlan(raster, delivered))
                .orElseThrow(() ->
                        new ParamException(
                                "format",
                                "%s makes svg only; leave format out, or choose another model for %s"
                                        .formatted(model.name(), delivered.extension())));
    }

    /** What to tell the client when the picture has to be converted. */
    public Optional<String> notice(Model model) {
        return asked.sameAs(delivered)
                ? Optional.empty()
                : Optional.of(
                        "%s delivers %s; the picture was converted to %s here."
                                .formatted(model.name(), offered(model), delivered.extension()));
    }

    private static String offered(Model model) {
        return String.join(" or ", model.formats().stream().map(OutputFormat::extension).toList());
    }
}
