package dev.atelier.robots.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.OutboundException;
import dev.atelier.robots.outbound.OutboundUrl;
import dev.atelier.robots.param.RequestHeaders;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Uploads files to a tus server and hands them on with the place where they now are. */
public final class TusStoreRobot implements Robot<TusStoreRobot.Params> {
    private final Outbound outbound;
    private final StoreLimits limits;
    private final RobotDescriptor<Params> about;

    public TusStoreRobot(Outbound outbound, StoreLimits limits) {
        this.outbound = outbound;
        this.limits = limits;
        this.about =
                RobotDescriptor.of("/tus/store", Params.class)
                        .weighs(Load.NETWORK)
                        .waits(limits.waits())
                        .literal("metadata", "url_template", "ssl_url_template")
                        .codes(ErrorCode.TUS_STORE_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                        .summary(
                                "Uploads files to a server that speaks tus 1.0.0, in chunks; what"
                                    + " breaks off is resumed where the server says it got to."
                                    + " `url` and `ssl_url` of the stored result then lead there."
                                    + " Only servers with public addresses are asked. A job that is"
                                    + " repeated after a crash uploads anew and leaves the first"
                                    + " upload unfinished.");
    }

    record Params(
            @Param(
                            doc = "Where the server takes uploads, by http or https.",
                            type = "URL",
                            required = true)
                    String endpoint,
            @Param(
                            doc =
                                    "Name of template credentials of type `http`: their `user` and"
                                            + " `password` or `headers` are sent with each request."
                                            + " Their `url` must lead to the server of `endpoint`.")
                    @Nullable String credentials,
            @Param(
                            doc =
                                    "Headers of each request besides those of `credentials`, which"
                                        + " they replace. Only the server of `endpoint` gets them.",
                            type = "object of headers",
                            fallback = "{}")
                    RequestHeaders headers,
            @Param(
                            doc =
                                    "What the server is told of the file. When left out,"
                                            + " `filename`, `basename` and `extension`.",
                            type = "object of names and texts")
                    @Nullable TextMap metadata,
            @Param(
                            doc =
                                    "`url` of the stored result; when left out, the address the"
                                            + " server gave the upload. The value of a variable"
                                            + " becomes one part of the path.")
                    @Nullable String urlTemplate,
            @Param(
                            doc =
                                    "`ssl_url` of the stored result; when left out, the address of"
                                            + " the upload if it begins with `https`.")
                    @Nullable String sslUrlTemplate) {
        private static final Set<String> RESERVED =
                Set.of("tus-resumable", "content-type", "x-http-method-override");

        Params {
            headers = headers == null ? RequestHeaders.NONE : headers;
            if (!endpoint.matches("(?i)https?://[^/?#@]+([/?].*)?")) {
                throw new ParamException(
                        "endpoint",
                        "must be an http(s) URL without user and password, which belong into"
                                + " credentials");
            }
            refuseUnusable(endpoint);
            for (String name : headers.all().keySet()) {
                if (RESERVED.contains(name.toLowerCase(Locale.ROOT))
                        || name.regionMatches(true, 0, "upload-", 0, 7)) {
                    throw new ParamException("headers", "the header " + name + " cannot be set");
                }
            }
            if (metadata != null) {
                UploadMetadata.check(metadata);
            }
        }

        private static void refuseUnusable(String endpoint) {
            try {
                OutboundUrl.parse(endpoint);
            } catch (OutboundException _) {
                throw new ParamException(
                        "endpoint",
                        "is no URL that can be asked; characters such as { and | must be"
                                + " percent-encoded");
            }
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return about;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        var server = new TusServer(outbound, params.endpoint(), headers(params, job), limits);
        int done = 0;
        for (AssemblyFile file : input.files()) {
            job.checkCancelled();
            var upload = new TusUpload(server, limits, job);
            String url = StoreUrl.of("url_template", params.urlTemplate(), file, job);
            String ssl = StoreUrl.of("ssl_url_template", params.sslUrlTemplate(), file, job);
            String place =
                    upload.send(job.open(file), UploadMetadata.of(params.metadata(), file, job));
            job.emit(new Emission.PassOn(file, where(place, url, ssl)));
            job.progress(++done, input.files().size());
        }
    }

    private static Map<String, String> headers(Params params, RobotContext job) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(HttpCredentials.headers(params.credentials(), params.endpoint(), job));
        headers.putAll(params.headers().all());
        return Map.copyOf(headers);
    }

    private static ObjectNode where(String upload, @Nullable String url, @Nullable String ssl) {
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("storage_url", url == null ? upload : url);
        if (ssl != null || upload.startsWith("https:")) {
            meta.put("storage_ssl_url", ssl == null ? upload : ssl);
        }
        return meta;
    }
}
