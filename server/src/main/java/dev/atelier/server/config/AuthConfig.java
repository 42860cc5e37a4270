package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

import org.jspecify.annotations.Nullable;

/** Who may use the server. More keys are made with {@code atelier keys add}. */
public record AuthConfig(
        @Param(
                        doc =
                                "An auth key, for a server that needs no more than one. Without"
                                        + " this and without keys of `atelier keys add` the"
                                        + " server is open to its own machine.",
                        pattern = "[A-Za-z0-9_.-]{8,64}")
                @Nullable String key,
        @Param(doc = "The secret of that key, at least 16 characters.") @Nullable Secret secret,
        @Param(doc = "Whether creates with that key must be signed.", fallback = "false")
                boolean requireSignature,
        @Param(
                        doc =
                                "Whether steps that cost money outside need a signature or a"
                                        + " template, so that a key found in a page spends"
                                        + " nothing.",
                        fallback = "true")
                boolean paidNeedsSignature,
        @Param(
                        doc = "The owner of what is created with that key.",
                        pattern = "[A-Za-z0-9_-]{1,64}",
                        fallback = "local")
                String account,
        @Param(
                        doc =
                                "Key that stored secrets are encrypted under: 32 bytes as 64"
                                        + " hexadecimal digits. When left out, the file"
                                        + " `master.key` in the data folder, made at first"
                                        + " need.")
                @Nullable Secret masterKey,
        @Param(
                        doc =
                                "The master key before `master_key`, while `atelier keys"
                                        + " rotate-master` has not run yet.")
                @Nullable Secret previousMasterKey,
        @Param(
                        doc = "Life of a bearer token, in seconds.",
                        min = 60,
                        max = 31_536_000,
                        fallback = "21600")
                int tokenSeconds,
        @Param(
                        doc =
                                "How far ahead `auth.expires` of a request may be, in hours; 0"
                                        + " sets no limit.",
                        min = 0,
                        max = 876_000,
                        fallback = "0")
                int maxExpiryHours) {}
