package dev.atelier.robots.http;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Load;
import dev.atelier.core.assembly.Names;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.param.RequestHeaders;

import java.io.IOException;
import java.util.List;

/** Asks a server which files go on. */
public final class HttpRequestRobot implements Robot<HttpRequestRobot.Params> {
    private final Outbound outbound;
    private final RequestLimits limits;
    private final RobotDescriptor<Params> about;

    public HttpRequestRobot(Outbound outbound, RequestLimits limits) {
        this.outbound = outbound;
        this.limits = limits;
        this.about =
                RobotDescriptor.of("/http/request", Params.class)
                        .mayRunWithoutInput()
                        .weighs(Load.NETWORK)
                        .waits(limits.time().plus(limits.fileTime()))
                        .codes(ErrorCode.HTTP_REQUEST_VALIDATION, ErrorCode.HTTP_REQUEST_FAILURE)
                        .summary(
                                "Asks a server of yours, whose answer says which files go on. The"
                                    + " answer has a status of 2xx and is empty, or JSON: a file, a"
                                    + " list of files, or `{\"files\": …}` with a list or an object"
                                    + " of them. A file has a `path` out of the payload, which"
                                    + " hands that input on, or a `url`, which is fetched and"
                                    + " becomes a new file, called `name` if there is one. Nothing"
                                    + " named, nothing goes on. A request that may be a repetition"
                                    + " after a crash has the same `Idempotency-Key`. Only servers"
                                    + " with public addresses are asked, also after redirects.");
    }

    enum Method {
        @JsonProperty("DELETE")
        DELETE,
        @JsonProperty("GET")
        GET,
        @JsonProperty("PATCH")
        PATCH,
        @JsonProperty("POST")
        POST,
        @JsonProperty("PUT")
        PUT
    }

    enum Payload {
        NONE,
        METADATA,
        FILE,
        FILES
    }

    record Params(
            @Param(doc = "Whom to ask, by http or https.", type = "URL", required = true)
                    String url,
            @Param(doc = "The method of the request.", fallback = "POST") Method method,
            @Param(
                            doc =
                                    "What is sent. `metadata`: JSON with `assembly`, `fields`,"
                                            + " `previous_step`, `file` (the first input) and"
                                            + " `files`. `file` and `files`: a form with that JSON"
                                            + " as `payload` and the first input as `file`, or all"
                                            + " as `files[]`.",
                            fallback = "none")
                    Payload payload,
            @Param(
                            doc =
                                    "Sent with the request: `\"Name: value\"`, `\"Name;\"` for an"
                                        + " empty value, or objects. Dropped when a redirect leads"
                                        + " to another server.",
                            type = "list of headers, or JSON text of one",
                            fallback = "[]")
                    RequestHeaders headers,
            @Param(
                            doc =
                                    "Seconds the answer may take; the server has a limit of its"
                                            + " own.",
                            fallback = "60",
                            min = 1,
                            max = 300)
                    Integer timeout,
            @Param(
                            doc = "Largest answer, in bytes.",
                            fallback = "1048576",
                            min = 1,
                            max = 10_485_760)
                    Integer maxResponseSize,
            @Param(doc = "How many files the answer may name.", fallback = "10", min = 1, max = 100)
                    Integer maxResultFiles,
            @Param(
                            doc = "Largest file to fetch, in bytes.",
                            fallback = "104857600",
                            min = 1,
                            max = 5_368_709_120L)
                    Long maxResultFileSize,
            @Param(
                            doc = "Seconds one file may take to fetch.",
                            fallback = "120",
                            min = 1,
                            max = 600)
                    Integer resultDownloadTimeout) {
        Params {
            method = method == null ? Method.POST : method;
            payload = payload == null ? Payload.NONE : payload;
            headers = headers == null ? RequestHeaders.NONE : headers;
            timeout = timeout == null ? 60 : timeout;
            maxResponseSize = maxResponseSize == null ? 1 << 20 : maxResponseSize;
            maxResultFiles = maxResultFiles == null ? 10 : maxResultFiles;
            maxResultFileSize = maxResultFileSize == null ? 100L << 20 : maxResultFileSize;
            resultDownloadTimeout = resultDownloadTimeout == null ? 120 : resultDownloadTimeout;
            if (!RequestAnswer.isHttp(url)) {
                throw new ParamException("url", "must begin with http:// or https://");
            }
            if (payload != Payload.NONE && headers.has("content-type")) {
                throw new ParamException(
                        "headers", "Content-Type follows from payload; leave it out");
            }
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return about;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        var offer = new Offer(input.files(), job);
        var call = new RequestCall(outbound, params, limits);
        List<RequestAnswer.Chosen> chosen = call.ask(offer);
        var downloads = new ResultDownload(outbound, params, limits, job.scratch());
        int done = 0;
        for (RequestAnswer.Chosen each : chosen) {
            job.checkCancelled();
            job.emit(
                    switch (each) {
                        case RequestAnswer.Input(AssemblyFile file) -> Emission.passOn(file);
                        case RequestAnswer.Remote remote ->
                                made(downloads.fetch(remote.url()), remote, input);
                    });
            job.progress(++done, chosen.size());
        }
    }

    /** What came of files descends from them; what came of nothing is its own original. */
    private static Emission made(Fetched file, RequestAnswer.Remote remote, RobotInput input) {
        String name = remote.name() == null ? file.name() : Names.urlName(remote.name());
        return input.items().isEmpty()
                ? new Emission.Imported(file.bytes(), name, remote.url(), false, false)
                : Emission.of(file.bytes(), name, input.files().getFirst());
    }

    static AssemblyException failed(String message) {
        return new AssemblyException(ErrorCode.HTTP_REQUEST_FAILURE, message);
    }
}
