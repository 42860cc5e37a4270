package dev.atelier.server.config;

import java.util.Map;

/**
 * All settings, one record per room. The annotations are the only declaration: the loader, the
 * checks and {@code docs/configuration.md} come from them.
 */
public record AtelierConfig(
        HttpConfig http,
        DataConfig data,
        DatabaseConfig database,
        AuthConfig auth,
        RatesConfig rates,
        LanesConfig lanes,
        PixelsConfig pixels,
        MediaConfig media,
        DocumentsConfig documents,
        GenerationConfig generation,
        Map<String, ProviderConfig> providers,
        ScriptsConfig scripts,
        ChatConfig chat,
        LimitsConfig limits,
        ArchivesConfig archives,
        UploadsConfig uploads,
        RetentionConfig retention,
        EventsConfig events,
        OutboundConfig outbound,
        RequestsConfig requests,
        StoresConfig stores,
        NotificationsConfig notifications,
        LogConfig log) {}
