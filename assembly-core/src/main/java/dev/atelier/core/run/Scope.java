package dev.atelier.core.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.JobInput;
import dev.atelier.core.assembly.Names;
import dev.atelier.core.port.Ids;

import org.jspecify.annotations.Nullable;

/** The values Assembly Variables have in one job. In a job of several files, file is the first. */
final class Scope {
    private Scope() {}

    static ObjectNode of(JobInput job, ObjectNode fields, @Nullable String parentId, long now) {
        ObjectNode scope = JsonNodeFactory.instance.objectNode();
        scope.set("fields", fields);
        ObjectNode assembly = scope.putObject("assembly");
        assembly.put("id", job.key().assemblyId());
        if (parentId != null) {
            assembly.put("parent_id", parentId);
        }
        assembly.put("region", "local");
        scope.put("unique_prefix", Ids.prefix(job.key()));
        scope.putObject("date").put("now", now);
        if (!job.inputs().isEmpty()) {
            JobInput.Input first = job.inputs().getFirst();
            AssemblyFile file = first.file();
            scope.set("file", file(file));
            scope.putObject("previous_step").put("name", first.from());
            scope.put(
                    "unique_original_prefix",
                    Ids.originalPrefix(job.key().assemblyId(), file.original().id()));
        }
        return scope;
    }

    static ObjectNode file(AssemblyFile file) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", file.id());
        node.put("name", file.name());
        node.put("basename", file.basename());
        node.put("ext", file.ext());
        node.put("size", file.size());
        node.put("mime", file.mime());
        node.put("type", file.type());
        node.put("field", file.field());
        node.put("md5hash", file.md5());
        node.put("url_name", Names.urlName(file.name()));
        node.put("url_basename", Names.urlName(file.basename()));
        node.put("original_id", file.original().id());
        node.put("original_name", file.original().name());
        node.put("original_basename", Names.basename(file.original().name()));
        node.put("original_path", file.original().path());
        node.put("original_md5hash", file.original().md5());
        node.put("import_url", file.importUrl());
        node.set("meta", file.meta());
        node.set("user_meta", file.userMeta());
        return node;
    }
}
