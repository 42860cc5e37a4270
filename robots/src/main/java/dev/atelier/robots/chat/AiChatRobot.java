package dev.atelier.robots.chat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.codec.Codec;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Has a language model outside answer a prompt about files. */
public final class AiChatRobot implements Robot<AiChatRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/ai/chat", Params.class)
                    .accepting(List.of("text/*", "image/*", "application/pdf", "application/json"))
                    .weighs(Load.NETWORK)
                    .spends(raw -> true)
                    .codes(ErrorCode.AI_CHAT_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .summary(
                            "Asks a language model outside: the one of `chat.base_url`, a server"
                                + " that speaks like OpenAI's, or OpenAI with"
                                + " `providers.openai.key`. There is none inside: without these"
                                + " settings the step fails and says so. Texts, pictures and PDF"
                                + " files become part of the last message, if the model can read"
                                + " them. Each answer is ordered and paid once, also across a"
                                + " crash; budgets of `generation` apply.");

    private final Codec codec;
    private final ChatModel model;

    public AiChatRobot(Codec codec, ChatModel model) {
        this.codec = codec;
        this.model = model;
    }

    enum Format {
        JSON,
        TEXT,
        META
    }

    enum Returned {
        LAST,
        ALL
    }

    enum Effort {
        XHIGH,
        HIGH,
        MEDIUM,
        LOW
    }

    record Params(
            @Param(
                            doc =
                                    "A prompt, or the conversation so far: a list of `{role,"
                                            + " content}` with the roles `system`, `user` and"
                                            + " `assistant`, ending with the user.",
                            required = true,
                            type = "string or list")
                    Messages messages,
            @Param(
                            doc =
                                    "A model of the server that is asked, such as `openai/gpt-5`;"
                                            + " `auto` is the setting `chat.model`.",
                            fallback = "auto")
                    @Nullable String model,
            @Param(
                            doc =
                                    "`json`: a file with the message `{role, content}`, or with the"
                                            + " JSON that follows `schema`. `text`: a text file."
                                            + " `meta`: no new file; each input goes on with the"
                                            + " answer as `meta.content`.",
                            fallback = "json")
                    Format format,
            @Param(
                            doc = "The answer alone, or the whole conversation with it at its end.",
                            fallback = "last")
                    Returned returnMessages,
            @Param(
                            doc =
                                    "A JSON Schema the answer follows; the model's server sees to"
                                            + " it, here it is checked to be JSON.",
                            type = "string")
                    @Nullable AnswerSchema schema,
            @Param(doc = "What the model is told before everything else.")
                    @Nullable String systemMessage,
            @Param(doc = "How long a reasoning model thinks.", fallback = "the model's own")
                    @Nullable Effort reasoningEffort,
            @Param(
                            doc =
                                    "Understood and without effect: the keys of the service are"
                                            + " used in any case.",
                            fallback = "false")
                    Boolean testCredentials,
            @Param(
                            doc =
                                    "What such credentials hold is not public; the operator sets"
                                            + " the key (`chat.key`).",
                            notYet = true)
                    @Nullable JsonNode credentials,
            @Param(
                            doc =
                                    "The service lets no model call tools; ask `/http/request` in a"
                                            + " step before.",
                            notYet = true)
                    @Nullable JsonNode mcpServers) {
        Params {
            format = format == null ? Format.JSON : format;
            returnMessages = returnMessages == null ? Returned.LAST : returnMessages;
            testCredentials = testCredentials != null && testCredentials;
            if (model != null && !model.matches("[\\w.:/@+-]{1,200}")) {
                throw new ParamException("model", "is no name of a model");
            }
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT.waits(model.patience());
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        var enclosed = new Enclosed(codec, job).parts(input.files());
        Conversation asked = Asking.of(params, enclosed, job.key());
        ChatAnswer answer = Talk.answer(model, asked, job);
        if (answer.cutShort()) {
            job.warn("The answer was cut off at the length the model allows.");
        }
        var result = new ChatResult(params, asked, answer);
        try {
            result.emit(input.files(), job);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssemblyException(
                    ErrorCode.INTERNAL_COMMAND_ERROR,
                    "The answer is not JSON although schema asks for it: " + e.getOriginalMessage(),
                    e);
        }
    }
}
