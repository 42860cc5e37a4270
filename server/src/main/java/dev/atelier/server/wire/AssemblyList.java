package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.AssemblySummary;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.AssemblyStore.Page;
import dev.atelier.core.port.AssemblyStore.Query;
import dev.atelier.core.port.AssemblyStore.Sort;
import dev.atelier.core.port.Listing;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The list of Assemblies, both ways. */
public final class AssemblyList {
    private static final List<String> TYPES =
            List.of(
                    "all",
                    "uploading",
                    "executing",
                    "canceled",
                    "completed",
                    "failed",
                    "request_aborted",
                    "expired",
                    "fixable",
                    "problematic");

    private AssemblyList() {}

    /**
     * @throws dev.atelier.core.error.AssemblyException {@code ASSEMBLY_LIST_ERROR}
     */
    public static Query query(String account, ObjectNode params) {
        var read = new ListParams(params, ErrorCode.ASSEMBLY_LIST_ERROR);
        String type = read.choice("type", "all", TYPES);
        String sort = read.choice("sort", "created", List.of("created", "created_ts", "updated"));
        Listing listing = read.listing();
        return new Query(
                account,
                statuses(type),
                type.equals("expired") ? ErrorCode.ASSEMBLY_EXPIRED : null,
                read.text("assembly_id"),
                read.text("template_id"),
                sort.equals("updated") ? Sort.UPDATED : Sort.CREATED,
                listing);
    }

    /** There is one region, so a list of any other is empty. */
    public static boolean elsewhere(ObjectNode params) {
        String region = new ListParams(params, ErrorCode.ASSEMBLY_LIST_ERROR).text("region");
        return region != null && !region.equals("local") && !region.equals("all");
    }

    private static Set<AssemblyStatus> statuses(String type) {
        return switch (type) {
            case "uploading" -> Set.of(AssemblyStatus.UPLOADING);
            case "executing" -> Set.of(AssemblyStatus.EXECUTING);
            case "canceled" -> Set.of(AssemblyStatus.CANCELLED);
            case "completed" -> Set.of(AssemblyStatus.COMPLETED);
            case "failed", "expired", "fixable" -> Set.of(AssemblyStatus.FAILED);
            case "request_aborted" -> Set.of(AssemblyStatus.ABORTED);
            case "problematic" -> Set.of(AssemblyStatus.FAILED, AssemblyStatus.ABORTED);
            default -> Set.of();
        };
    }

    public static ObjectNode page(Page page) {
        ObjectNode body = AssemblyFile.emptyJson();
        ArrayNode items = body.putArray("items");
        page.items().forEach(item -> items.add(item(item)));
        body.put("count", page.count());
        return body;
    }

    private static ObjectNode item(AssemblySummary one) {
        ObjectNode item = AssemblyFile.emptyJson();
        item.put("id", one.id());
        item.put("parent_id", one.parentId());
        item.put("account_id", one.account());
        item.put("template_id", one.templateId());
        item.put("template_name", one.templateName());
        item.put("instance", host(one.baseUrl()));
        item.put("region", "local");
        item.put("notify_url", one.notifyUrl());
        item.put("redirect_url", one.redirectUrl());
        ArrayNode files = AssemblyFile.emptyJson().arrayNode();
        one.files().forEach(files::add);
        item.put("files", files.toString());
        item.put("warning_count", one.warnings());
        times(one, item);
        item.put("num_input_files", one.inputFiles());
        item.put("bytes_usage", one.bytesUsage());
        item.put("bytes_received", one.bytesReceived());
        item.put("bytes_expected", one.bytesReceived());
        ErrorCode error = one.error();
        if (one.status() == AssemblyStatus.FAILED) {
            item.putNull("ok");
            item.put("error", error == null ? ErrorCode.SERVER_500.name() : error.name());
        } else {
            item.put("ok", StatusDocument.ok(one.status()));
            item.putNull("error");
        }
        return item;
    }

    /** Clients decode these two as RFC 3339, unlike the dates of a status. */
    private static void times(AssemblySummary one, ObjectNode item) {
        Long start = one.executionStart();
        Long end = one.ended();
        item.put("created", WireDates.iso(one.created()));
        item.put("created_ts", one.created() / 1000);
        item.put("execution_start", start == null ? null : WireDates.iso(start));
        if (start == null || end == null) {
            item.putNull("execution_duration");
        } else {
            item.put("execution_duration", WireDates.seconds(end - start));
        }
        item.put("upload_duration", start == null ? 0 : WireDates.seconds(start - one.created()));
    }

    private static String host(String baseUrl) {
        return baseUrl.replaceFirst("^[a-z]+://", "").toLowerCase(Locale.ROOT);
    }
}
