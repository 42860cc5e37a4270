package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Names;
import dev.atelier.core.assembly.StepRun;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One file as {@code uploads} and {@code results} list it. */
final class FileJson {
    private FileJson() {}

    /** An upload goes by the id everything made of it calls its original. */
    static ObjectNode upload(AssemblyFile file, @Nullable String tusUrl, Urls urls) {
        ObjectNode json = common(file.withId(file.original().id()), urls);
        json.put("is_tus_file", tusUrl != null);
        json.put("tus_upload_url", tusUrl);
        json.putNull("as");
        return json;
    }

    static ObjectNode result(StepRun.Result result, Urls urls) {
        ObjectNode json = common(result.file(), urls);
        json.put("queue", result.batch() ? "batch" : "live");
        json.put("queue_time", WireDates.seconds(result.queueMillis()));
        json.put("exec_time", WireDates.seconds(result.execMillis()));
        json.put("cost", result.file().size());
        return json;
    }

    /** The place a store step gave a file, over our own. */
    static void place(ObjectNode json, @Nullable AssemblyFile stored) {
        ObjectNode meta = stored == null ? AssemblyFile.emptyJson() : stored.meta();
        if (!meta.has("storage_url")) {
            return;
        }
        json.set("url", meta.get("storage_url"));
        json.put("is_temp_url", false);
        if (meta.has("storage_ssl_url")) {
            json.set("ssl_url", meta.get("storage_ssl_url"));
        }
        for (String signed : List.of("signed_url", "signed_ssl_url")) {
            if (meta.has(signed)) {
                json.set(signed, meta.get(signed));
            }
        }
    }

    private static ObjectNode common(AssemblyFile file, Urls urls) {
        String url = urls.file(file.id(), file.name());
        ObjectNode json = AssemblyFile.emptyJson();
        json.put("id", file.id());
        json.put("name", file.name());
        json.put("basename", file.basename());
        json.put("ext", file.ext());
        json.put("size", file.size());
        json.put("mime", file.mime());
        json.put("type", file.type());
        json.put("field", file.field());
        json.put("md5hash", file.md5());
        json.put("original_id", file.original().id());
        json.put("original_basename", Names.basename(file.original().name()));
        json.put("original_name", file.original().name());
        json.put("original_path", file.original().path());
        json.put("original_md5hash", file.original().md5());
        json.put("from_batch_import", file.fromBatchImport());
        json.put("is_tus_file", false);
        json.putNull("tus_upload_url");
        json.put("url", url);
        json.put("ssl_url", url);
        json.set("meta", file.meta());
        json.set("user_meta", file.userMeta());
        json.put("is_temp_url", true);
        if (file.importUrl() != null) {
            json.put("import_url", file.importUrl());
        }
        return json;
    }
}
