package dev.atelier.robots.chat;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.Workplace;

import java.time.Duration;

/** Answers conversations. */
@FunctionalInterface
public interface ChatModel {
    /** A house without one; says which settings to fill. */
    ChatModel NONE =
            (conversation, job) -> {
                throw new ProviderException(
                        ProviderException.Kind.AUTH,
                        "No language model is set up. The operator can set providers.openai.key"
                                + " (environment: ATELIER_PROVIDERS_OPENAI_KEY), or chat.base_url"
                                + " (ATELIER_CHAT_BASE_URL) for a server that speaks like"
                                + " OpenAI's.");
            };

    /** How long one answer may take. */
    default Duration patience() {
        return Duration.ZERO;
    }

    /**
     * Paid once: the same conversation of the same job is not sent again after a crash.
     *
     * @throws ProviderException when there is no answer to be had
     */
    ChatAnswer answer(Conversation conversation, Workplace job) throws Exception;
}
