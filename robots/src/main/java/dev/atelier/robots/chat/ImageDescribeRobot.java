package dev.atelier.robots.chat;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.chat.Conversation.Part;
import dev.atelier.robots.chat.Conversation.Speaker;
import dev.atelier.robots.chat.Conversation.Turn;
import dev.atelier.robots.chat.Conversation.Words;
import dev.atelier.robots.codec.Codec;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Has a language model outside name what pictures show. */
public final class ImageDescribeRobot implements Robot<ImageDescribeRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/image/describe", Params.class)
                    .accepting(RobotDescriptor.IMAGES)
                    .weighs(Load.NETWORK)
                    .spends(raw -> true)
                    .codes(ErrorCode.IMAGE_DESCRIBE_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .summary(
                            "Names what a picture shows, by the language model behind `/ai/chat`,"
                                + " which must be able to see. There is none inside: without the"
                                + " settings of `chat` the step fails and says so. The confidences"
                                + " are the model's own guesses and no measurement; another model"
                                + " uses other words.");

    private final Codec codec;
    private final ChatModel model;

    public ImageDescribeRobot(Codec codec, ChatModel model) {
        this.codec = codec;
        this.model = model;
    }

    enum Granularity {
        FULL,
        LIST
    }

    enum Format {
        JSON,
        META,
        TEXT
    }

    record Params(
            @Param(
                            doc =
                                    "Only `auto`: the model of the setting `chat.model`. The clouds"
                                            + " `aws` and `gcp` are not asked by this service.",
                            oneOf = {"auto"},
                            fallback = "auto")
                    @Nullable String provider,
            @Param(
                            doc = "`full`: each with a confidence from 0 to 100; `list`: names.",
                            fallback = "full")
                    Granularity granularity,
            @Param(
                            doc =
                                    "A JSON file, a text file with one on each line, or `meta`: no"
                                            + " new file; the picture goes on with"
                                            + " `meta.descriptions`.",
                            fallback = "json")
                    Format format,
            @Param(
                            doc =
                                    "Only what may not be fit for everyone: nudity, violence, drugs"
                                            + " and the like. Mostly there is none.",
                            fallback = "false")
                    Boolean explicitDescriptions) {
        Params {
            granularity = granularity == null ? Granularity.FULL : granularity;
            format = format == null ? Format.JSON : format;
            explicitDescriptions = explicitDescriptions != null && explicitDescriptions;
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT.waits(model.patience());
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        AssemblyFile file = input.files().getFirst();
        List<Part> parts = new ArrayList<>(List.of(new Words(Labels.question(params))));
        parts.addAll(new Enclosed(codec, job).parts(input.files()));
        var asked =
                new Conversation(
                        job.key(),
                        null,
                        List.of(new Turn(Speaker.USER, parts)),
                        Labels.schema(),
                        null);
        ChatAnswer answer = Talk.answer(model, asked, job);
        try {
            Labels.read(answer.text()).emit(params, file, answer.meta(), job);
        } catch (JsonProcessingException e) {
            throw new AssemblyException(
                    ErrorCode.INTERNAL_COMMAND_ERROR,
                    "The model did not answer with a list of descriptions; it may not be able to"
                            + " see or to follow a schema. The operator can set chat.model.",
                    e);
        }
    }
}
