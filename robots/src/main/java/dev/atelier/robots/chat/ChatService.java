package dev.atelier.robots.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderLedger.Entry;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.Workplace;
import dev.atelier.robots.generate.provider.PaidService;
import dev.atelier.robots.generate.provider.Reply;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;

/** The language model the operator set up, asked by the rules of paid calls. */
public final class ChatService implements ChatModel {
    private static final String AUTO = "auto";
    private static final String OWN_VENDOR = "openai/";

    private final PaidService service;
    private final @Nullable String preferred;
    private final Usd price;

    /**
     * @param preferred the model {@code auto} stands for; null when the operator named none
     * @param price about what one answer costs
     */
    public ChatService(PaidService service, @Nullable String preferred, Usd price) {
        this.service = service;
        this.preferred = preferred;
        this.price = price;
    }

    @Override
    public Duration patience() {
        return service.patience();
    }

    @Override
    public ChatAnswer answer(Conversation conversation, Workplace job) throws Exception {
        if (!service.ready()) {
            return NONE.answer(conversation, job);
        }
        String model = nativeModel(conversation.model());
        var work = new ChatWork(service.name(), model, conversation);
        Entry done = ordered(work, job);
        Reply.Finished said = PaidService.answer(done);
        String text = Files.readString(done.pictures().getFirst(), StandardCharsets.UTF_8);
        boolean cut = "length".equals(said.meta().path("finish_reason").asText());
        return new ChatAnswer(text, meta(model, said), cut);
    }

    private Entry ordered(ChatWork work, Workplace job) throws Exception {
        try {
            return service.call(work, job, price);
        } catch (ProviderException e) {
            PaidService.requireEnd(e);
            throw e;
        }
    }

    /** Vendors are part of the names at servers that have several; OpenAI has its own only. */
    private String nativeModel(@Nullable String asked) throws ProviderException {
        if (asked == null || asked.equals(AUTO)) {
            if (preferred == null) {
                throw new ProviderException(
                        ProviderException.Kind.MODEL_GONE,
                        "Nobody said which language model \"auto\" is; name one in the step, or the"
                                + " operator can set chat.model.");
            }
            return preferred;
        }
        if (!service.name().equals(ChatEndpoint.OPENAI.name())) {
            return asked;
        }
        String own = asked.startsWith(OWN_VENDOR) ? asked.substring(OWN_VENDOR.length()) : asked;
        if (own.contains("/")) {
            throw new ProviderException(
                    ProviderException.Kind.MODEL_GONE,
                    "OpenAI does not have %s. Use \"auto\" or an openai/ model; or the operator can set chat.base_url to a server that has it."
                            .formatted(asked));
        }
        return own;
    }

    private ObjectNode meta(String model, Reply.Finished said) {
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("provider", service.name());
        meta.put("model", model);
        meta.put("cost_estimate", price.dollars());
        if (said.cost() != null) {
            meta.put("cost", said.cost().dollars());
        }
        meta.setAll(said.meta());
        return meta;
    }
}
