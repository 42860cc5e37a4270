package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.Usd;

import java.util.ArrayList;
import java.util.List;

/** How the ledger's facts are written and read back. */
final class Facts {
    private Facts() {}

    static ObjectNode of(ProviderException e) {
        ObjectNode facts = AssemblyFile.emptyJson();
        facts.put("kind", e.kind().name());
        facts.put("message", String.valueOf(e.getMessage()));
        return facts;
    }

    static ProviderException failure(ObjectNode facts) {
        return new ProviderException(
                ProviderException.Kind.valueOf(facts.path("kind").asText("BROKEN")),
                facts.path("message").asText());
    }

    /** An answer; its files are stored beside it, in the same order. */
    static ObjectNode of(Reply.Finished finished, int count) {
        ObjectNode facts = AssemblyFile.emptyJson();
        facts.put("count", count);
        ArrayNode pictures = facts.putArray("pictures");
        for (Made made : finished.pictures()) {
            ObjectNode picture = pictures.addObject();
            picture.put("url", made.url());
            picture.put("seed", made.seed());
            picture.put("revised_prompt", made.revisedPrompt());
        }
        ArrayNode refused = facts.putArray("refused");
        finished.refused().forEach(refused::add);
        facts.set("meta", finished.meta());
        if (finished.cost() != null) {
            facts.put("cost_micros", finished.cost().micros());
        }
        return facts;
    }

    /** Whether these are of an answer and not of accepted work. */
    static boolean isAnswer(ObjectNode facts) {
        return facts.has("count");
    }

    static Reply.Finished answer(ObjectNode facts) {
        var pictures = new ArrayList<Made>();
        facts.path("pictures").forEach(picture -> pictures.add(made(picture)));
        List<String> refused = new ArrayList<>();
        facts.path("refused").forEach(reason -> refused.add(reason.asText()));
        return new Reply.Finished(
                pictures,
                refused,
                facts.has("cost_micros") ? new Usd(facts.path("cost_micros").asLong()) : null,
                facts.path("meta") instanceof ObjectNode meta ? meta : AssemblyFile.emptyJson());
    }

    private static Made made(JsonNode picture) {
        return new Made(
                null,
                picture.path("url").textValue(),
                picture.path("seed").isNumber() ? picture.path("seed").asLong() : null,
                picture.path("revised_prompt").textValue());
    }
}
