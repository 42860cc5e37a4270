package dev.atelier.robots.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Names;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.chat.Conversation.Part;
import dev.atelier.robots.chat.Conversation.Turn;
import dev.atelier.robots.chat.Conversation.Words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** An answer on its way out, in the form the step asks for. */
record ChatResult(AiChatRobot.Params params, Conversation asked, ChatAnswer answer) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /**
     * @throws JsonProcessingException when the answer should be JSON and is not
     */
    void emit(List<AssemblyFile> files, RobotContext job) throws IOException {
        JsonNode said = said();
        switch (params.format()) {
            case META -> {
                ObjectNode meta = answer.meta().deepCopy();
                meta.set("content", all() ? conversation(said) : said);
                for (AssemblyFile file : files) {
                    job.emit(new Emission.PassOn(file, meta));
                }
            }
            case TEXT -> write(all() ? spoken() : answer.text(), "txt", files, job);
            case JSON -> {
                JsonNode whole =
                        all()
                                ? conversation(said)
                                : params.schema() == null ? message("assistant", said) : said;
                write(JSON.writeValueAsString(whole), "json", files, job);
            }
        }
    }

    private boolean all() {
        return params.returnMessages() == AiChatRobot.Returned.ALL;
    }

    private JsonNode said() throws JsonProcessingException {
        return params.schema() == null
                ? JsonNodeFactory.instance.textNode(answer.text())
                : JSON.readTree(answer.text());
    }

    private ArrayNode conversation(JsonNode said) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Turn turn : asked.turns()) {
            String text = words(turn);
            all.add(message(role(turn), JsonNodeFactory.instance.textNode(text)));
        }
        return all.add(message("assistant", said));
    }

    private static ObjectNode message(String role, JsonNode content) {
        ObjectNode message = AssemblyFile.emptyJson();
        message.put("role", role);
        message.set("content", content);
        return message;
    }

    private String spoken() {
        var text = new StringBuilder();
        for (Turn turn : asked.turns()) {
            text.append(role(turn)).append(": ").append(words(turn)).append("\n\n");
        }
        return text.append("assistant: ").append(answer.text()).append('\n').toString();
    }

    private static String role(Turn turn) {
        return turn.speaker().name().toLowerCase(Locale.ROOT);
    }

    private static String words(Turn turn) {
        return String.join("\n\n", turn.parts().stream().map(ChatResult::shown).toList());
    }

    private static String shown(Part part) {
        return switch (part) {
            case Words(String text) -> text;
            case Conversation.Shown _ -> "[picture]";
            case Conversation.Paper paper -> "[" + paper.name() + "]";
        };
    }

    private void write(String text, String extension, List<AssemblyFile> files, RobotContext job)
            throws IOException {
        Path file = Files.writeString(job.scratch().resolve("answer." + extension), text);
        AssemblyFile origin = files.getFirst();
        String name = Names.basename(origin.name()) + "." + extension;
        job.emit(new Emission.NewFile(file, name, origin, answer.meta()));
    }
}
