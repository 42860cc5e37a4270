package dev.atelier.server.auth;

/** What a caller may be allowed to do; the names are those of the API. */
public enum Scope {
    ASSEMBLIES_READ("assemblies:read"),
    ASSEMBLIES_WRITE("assemblies:write"),
    NOTIFICATIONS_WRITE("assembly_notifications:write"),
    AUTH_KEYS_READ("auth_keys:read"),
    AUTH_KEYS_WRITE("auth_keys:write"),
    BILLING_READ("billing:read"),
    QUEUES_READ("queues:read"),
    TEMPLATE_CREDENTIALS_READ("template_credentials:read"),
    TEMPLATE_CREDENTIALS_WRITE("template_credentials:write"),
    TEMPLATES_READ("templates:read"),
    TEMPLATES_WRITE("templates:write");

    private final String wire;

    Scope(String wire) {
        this.wire = wire;
    }

    /** As the API writes it. */
    public String wire() {
        return wire;
    }
}
