package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

import org.jspecify.annotations.Nullable;

/** The language model behind {@code /ai/chat} and {@code /image/describe}. */
public record ChatConfig(
        @Param(
                        doc =
                                "A server that speaks like OpenAI's, to where"
                                        + " /chat/completions begins. When left out, OpenAI"
                                        + " with the key of providers.openai.",
                        pattern = "https?://[^/?#\\s@]+(/[^?#\\s]*)?")
                @Nullable String baseUrl,
        @Param(doc = "The key of that server, if it wants one.") @Nullable Secret key,
        @Param(
                        doc =
                                "The model for steps that leave the choice to the service."
                                        + " Without it such steps fail and name this setting.")
                @Nullable String model,
        @Param(
                        doc = "What one answer is taken to cost, in US dollars.",
                        pattern = "\\d{1,9}(\\.\\d{1,6})?",
                        fallback = "0.01")
                String price,
        @Param(doc = "Calls under way at a time.", min = 1, max = 10_000, fallback = "16")
                int atOnce) {}
