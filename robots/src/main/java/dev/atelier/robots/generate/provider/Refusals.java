package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

/** What error statuses mean where a provider gives them no meaning of its own. */
public final class Refusals {
    private Refusals() {}

    /**
     * @param said the provider's own words; blank for none
     */
    public static ProviderException byStatus(String provider, Answer answer, String said) {
        return of(kind(answer.status()), provider, answer, said);
    }

    public static ProviderException of(Kind kind, String provider, Answer answer, String said) {
        String words = said.isBlank() ? answer.text() : said;
        return new ProviderException(
                kind, "%s answered %d: %s".formatted(provider, answer.status(), words).strip());
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 400, 405, 409, 411, 413, 414, 415, 422 -> Kind.INVALID_INPUT;
            case 401, 403, 407 -> Kind.AUTH;
            case 402 -> Kind.QUOTA;
            case 404, 410 -> Kind.MODEL_GONE;
            case 408, 504 -> Kind.TIMEOUT;
            case 429 -> Kind.RATE_LIMITED;
            case 503, 529 -> Kind.OVERLOADED;
            default -> Kind.BROKEN;
        };
    }
}
