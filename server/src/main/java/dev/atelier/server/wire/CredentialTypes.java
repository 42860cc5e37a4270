package dev.atelier.server.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The services credentials can be for, and the fields each knows. */
final class CredentialTypes {
    private static final Map<String, SequencedMap<String, Field>> TYPES = types();

    /**
     * One member of the content.
     *
     * @param required when the credentials are created
     * @param secret never shown again
     */
    record Field(boolean required, boolean secret) {}

    private CredentialTypes() {}

    static Map<String, SequencedMap<String, Field>> all() {
        return TYPES;
    }

    static boolean known(String type) {
        return TYPES.containsKey(type);
    }

    /** A field nobody has heard of may be a secret. */
    static boolean secret(String type, String field) {
        Field known = TYPES.getOrDefault(type, new LinkedHashMap<>()).get(field);
        return known == null || known.secret();
    }

    static List<String> required(String type) {
        return TYPES.getOrDefault(type, new LinkedHashMap<>()).entrySet().stream()
                .filter(entry -> entry.getValue().required())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, SequencedMap<String, Field>> types() {
        var types = new LinkedHashMap<String, SequencedMap<String, Field>>();
        types.put("ai", fields("key!*", "endpoint"));
        types.put("azure", fields("account!", "key!*", "container!", "sas_token*"));
        types.put("backblaze", fields("app_key_id!", "app_key!*", "bucket!", "bucket_region"));
        types.put("box", fields("access_token!*"));
        types.put("cloudflare", fields("key!*", "secret!*", "bucket!", "host", "url_prefix"));
        types.put("companion", fields());
        types.put("digitalocean", fields("key!*", "secret!*", "space!", "region!", "url_prefix"));
        types.put("dropbox", fields("access_token!*"));
        types.put("ftp", fields("host!", "user!", "password!*", "port"));
        types.put("google", fields("project_id", "bucket", "client_email", "private_key*"));
        types.put("http", fields("url", "user", "password*", "headers*"));
        types.put("mega", fields("key!*", "secret!*", "bucket!", "host"));
        types.put("minio", fields("key!*", "secret!*", "bucket!", "host"));
        types.put("rackspace", fields("user!", "key!*", "account_type", "container!"));
        types.put(
                "s3",
                fields("key!*", "secret!*", "bucket!", "bucket_region", "host", "url_prefix"));
        types.put("sftp", fields("host!", "user!", "port", "password*", "private_key*"));
        types.put("supabase", fields("key!*", "secret!*", "bucket!", "host", "bucket_region"));
        types.put("swift", fields("key!*", "secret!*", "bucket!", "host"));
        types.put("tigris", fields("key!*", "secret!*", "bucket!", "host", "bucket_region"));
        types.put("vimeo", fields("access_token!*"));
        types.put("wasabi", fields("key!*", "secret!*", "bucket!", "bucket_region"));
        types.put("youtube", fields("refresh_token*", "access_token*"));
        return types;
    }

    /** An exclamation mark after a name stands for required, a star for secret. */
    private static SequencedMap<String, Field> fields(String... names) {
        var fields = new LinkedHashMap<String, Field>();
        for (String name : names) {
            fields.put(
                    name.replaceAll("[!*]", ""), new Field(name.contains("!"), name.contains("*")));
        }
        return fields;
    }
}
