package dev.atelier.robots.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.generate.AspectRatio;
import dev.atelier.robots.generate.FormatPlan;
import dev.atelier.robots.generate.Generation;
import dev.atelier.robots.generate.Model;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.OutputFormat;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.generate.Quality;
import dev.atelier.robots.generate.Seed;
import dev.atelier.robots.generate.Sizes;
import dev.atelier.robots.generate.Wish;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Makes pictures from words, and changes the masked part of a picture. */
public final class ImageGenerateRobot implements Robot<ImageGenerateRobot.Params> {
    private static final int LONGEST_PROMPT = 32_000;

    private final ProviderRouting routing;
    private final Generation generation;
    private final RobotDescriptor<Params> about;

    public ImageGenerateRobot(Codec codec, ProviderRouting routing) {
        ModelCatalogue catalogue = routing.catalogue();
        this.routing = routing;
        this.generation = new Generation(codec, routing);
        this.about =
                RobotDescriptor.of("/image/generate", Params.class)
                        .accepting(List.of("image/*", "text/*"))
                        .giving(RobotDescriptor.IMAGES)
                        .anyRole("image")
                        .mayRunWithoutInput()
                        .weighs(this::load)
                        .spends(raw -> routing.spends(model(raw), provider(raw)))
                        .waits(routing.patience())
                        .checking("model", name -> catalogue.require(name.strip()))
                        .checking("provider", catalogue::requireProvider)
                        .checking(params -> params.requireFormat(catalogue))
                        .codes(
                                ErrorCode.IMAGE_GENERATE_VALIDATION,
                                ErrorCode.INTERNAL_COMMAND_ERROR)
                        .summary("Makes pictures from words and changes parts of pictures.");
    }

    /** What a step may say. */
    public record Params(
            @Param(
                            doc =
                                    "What the picture should show. With a mask: what should appear"
                                            + " in the masked area.",
                            required = true)
                    String prompt,
            @Param(
                            doc = "The model to use, as `atelier models` lists them.",
                            fallback = "the setting generation.default_model")
                    @Nullable String model,
            @Param(doc = "Format of the result.", fallback = "the model's own")
                    @Nullable OutputFormat format,
            @Param(
                            doc =
                                    "A number or any text. The same seed and request give the same"
                                            + " picture; variants use the next numbers.",
                            fallback = "taken from the job")
                    @Nullable Seed seed,
            @Param(
                            doc = "Shape of the result as width:height, such as 16:9.",
                            fallback = "that of the input picture, else 1:1")
                    @Nullable AspectRatio aspectRatio,
            @Param(
                            doc = "Height of the result in pixels.",
                            min = Sizes.MIN_SIDE,
                            max = Sizes.MAX_SIDE)
                    @Nullable Integer height,
            @Param(
                            doc = "Width of the result in pixels.",
                            min = Sizes.MIN_SIDE,
                            max = Sizes.MAX_SIDE)
                    @Nullable Integer width,
            @Param(doc = "Style of the picture in words.") @Nullable String style,
            @Param(
                            doc =
                                    "How much work the model puts into it, which may change its"
                                            + " price; a warning says when a model has no"
                                            + " choice.",
                            fallback = "that of the provider")
                    @Nullable Quality quality,
            @Param(doc = "How many variants to make.", min = 1, max = 10, fallback = "1")
                    Integer numOutputs,
            @Param(doc = "Who is to make the picture.", fallback = "auto")
                    @Nullable String provider) {

        public Params {
            numOutputs = numOutputs == null ? 1 : numOutputs;
            if (prompt.isBlank()) {
                throw new ParamException("prompt", "is blank; say what the picture should show");
            }
            if (prompt.length() > LONGEST_PROMPT) {
                throw new ParamException(
                        "prompt",
                        "has %d characters; at most %d are allowed"
                                .formatted(prompt.length(), LONGEST_PROMPT));
            }
            Sizes.exact(width, height, aspectRatio);
        }

        private Model asked(ModelCatalogue catalogue) {
            return catalogue.require(model == null ? catalogue.defaultModel() : model.strip());
        }

        void requireFormat(ModelCatalogue catalogue) {
            FormatPlan.of(catalogue.inForce(asked(catalogue)), format);
        }

        Wish wish(ProviderRouting routing) {
            Model asked = asked(routing.catalogue());
            String named = provider == null ? null : provider.strip();
            return new Wish(
                    routing.inForce(asked, named),
                    asked,
                    named,
                    prompt,
                    style,
                    quality,
                    format,
                    seed == null ? Seed.NONE : seed,
                    numOutputs,
                    width,
                    height,
                    aspectRatio);
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return about;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        generation.run(params.wish(routing), input, job);
    }

    private Load load(ObjectNode raw) {
        return routing.load(model(raw), provider(raw));
    }

    private String model(ObjectNode raw) {
        JsonNode model = raw.path("model");
        return model.isTextual() ? model.textValue() : routing.catalogue().defaultModel();
    }

    private static @Nullable String provider(ObjectNode raw) {
        return raw.path("provider").textValue();
    }
}
