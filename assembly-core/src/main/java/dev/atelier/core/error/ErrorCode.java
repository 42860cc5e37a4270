package dev.atelier.core.error;

/**
 * Every failure a client can see. The constant's name is the code on the wire; the set of codes is
 * closed on the client side, so a new one is only added when the official clients know it.
 */
public enum ErrorCode {
    // the request
    NO_PARAMS_FIELD(400, "The request carries no params field."),
    INVALID_PARAMS_FIELD(400, "The params field is not valid JSON."),
    NO_OBJECT_PARAMS_FIELD(400, "The params field must be a JSON object."),
    NO_AUTH_PARAMETER(400, "params has no auth object."),
    NO_OBJECT_AUTH_PARAMETER(400, "params.auth must be an object."),
    NO_AUTH_KEY_PARAMETER(400, "params.auth has no key."),
    INVALID_AUTH_KEY_PARAMETER(400, "params.auth.key must be a string."),
    GET_ACCOUNT_UNKNOWN_AUTH_KEY(400, "This server does not know the auth key."),
    NO_AUTH_EXPIRES_PARAMETER(400, "A signed request needs params.auth.expires."),
    INVALID_AUTH_EXPIRES_PARAMETER(400, "params.auth.expires is not a time."),
    AUTH_EXPIRED(400, "params.auth.expires is in the past."),
    NO_SIGNATURE_FIELD(400, "The request carries no signature field."),
    INVALID_SIGNATURE(400, "The signature does not match."),
    SIGNATURE_REUSE_DETECTED(400, "This signature has been used before."),
    INVALID_AUTH_REFERER_PARAMETER(400, "params.auth.referer is no usable regular expression."),
    REFERER_MISMATCH(403, "The Referer is not the one the request allows."),
    INSUFFICIENT_AUTH_SCOPE(403, "The key or token may not do this."),
    BEARER_TOKEN_INVALID(401, "This server does not know the bearer token."),
    BEARER_TOKEN_EXPIRED(401, "The bearer token has expired."),
    BEARER_TOKEN_AUTH_KEY_MISMATCH(401, "The bearer token belongs to another auth key."),
    TOKEN_INVALID_REQUEST(400, "The request for a token is malformed."),
    TOKEN_INVALID_GRANT_TYPE(400, "grant_type must be client_credentials."),
    TOKEN_INVALID_CREDENTIALS(401, "The secret does not belong to the auth key."),
    TOKEN_INVALID_AUDIENCE(403, "Tokens are made for another audience."),
    TOKEN_INVALID_SCOPE(403, "The auth key does not have this scope."),
    AUTH_KEY_NOT_CREATED(400, "The auth key could not be created."),
    AUTH_KEY_NOT_UPDATED(400, "The auth key could not be changed."),
    AUTH_KEY_NOT_DELETED(400, "The auth key could not be deleted."),
    AUTH_SECRET_NOT_RETRIEVED(400, "The secret of the auth key cannot be shown."),
    INVALID_AUTH_MAX_SIZE_PARAMETER(400, "params.auth.max_size must be an integer of at least 1."),
    INVALID_AUTH_MAX_NUMBER_OF_FILES_PARAMETER(
            400, "params.auth.max_number_of_files must be an integer of at least 1."),
    INVALID_FORM_DATA(400, "The request body could not be read."),
    MAX_SIZE_EXCEEDED(413, "A file or the request is larger than allowed."),
    MAX_NUMBER_OF_FILES_EXCEEDED(413, "The Assembly has more files than allowed."),
    DO_NOT_REUSE_ASSEMBLY_IDS(400, "This Assembly id has been used before."),
    ASSEMBLY_INVALID_NOTIFY_URL(400, "notify_url must be an http or https URL."),
    ASSEMBLY_INVALID_NUM_EXPECTED_UPLOAD_FILES_PARAM(
            400, "num_expected_upload_files must be an integer of at least 0."),
    ASSEMBLY_SATURATED(400, "The Assembly takes no more uploads."),
    ASSEMBLY_NOT_CAPABLE(400, "This is not possible for this Assembly."),
    ASSEMBLY_NO_NOTIFY_URL(400, "The Assembly has no notify_url."),
    ASSEMBLY_NOTIFICATION_NOT_REPLAYED(400, "The notification could not be sent again."),
    ASSEMBLY_NOT_FOUND(404, "There is no such Assembly."),
    CANNOT_ACCEPT_NEW_ASSEMBLIES(503, "The server cannot accept new Assemblies right now.", true),
    RATE_LIMIT_REACHED(429, "Request limit reached.", true),
    ASSEMBLY_STATUS_FETCHING_RATE_LIMIT_REACHED(
            429, "The status of this Assembly is asked for too often.", true),
    SERVER_401(401, "This request needs credentials."),
    SERVER_403(403, "This request is not allowed."),
    SERVER_404(404, "There is nothing here."),
    SERVER_500(500, "Something went wrong on the server."),

    // templates and their credentials
    INVALID_TEMPLATE_FIELD(400, "template_id must be the id or name of a template."),
    TEMPLATE_NOT_FOUND(404, "There is no such template."),
    TEMPLATE_DENIES_STEPS_OVERRIDE(400, "The template does not let a request change its steps."),
    TEMPLATE_VALIDATION_ERROR(400, "The template is not usable."),
    TEMPLATE_INVALID_JSON(400, "The template is not valid JSON."),
    TEMPLATE_LIST_ERROR(400, "The parameters of the list of templates are wrong."),
    TEMPLATE_CREDENTIALS_NOT_CREATED(400, "The template credentials could not be created."),
    TEMPLATE_CREDENTIALS_NOT_READ(400, "The template credentials could not be read."),
    TEMPLATE_CREDENTIALS_NOT_FOUND(400, "There are no such template credentials."),
    TEMPLATE_CREDENTIALS_NOT_UPDATED(400, "The template credentials could not be updated."),
    TEMPLATE_CREDENTIALS_NOT_DELETED(400, "The template credentials could not be deleted."),
    TEMPLATE_CREDENTIALS_INJECTION_ERROR(400, "A step names credentials it cannot use."),

    // lists, replay and figures
    ASSEMBLY_LIST_ERROR(400, "The parameters of the list of Assemblies are wrong."),
    ASSEMBLY_NOT_FINISHED(400, "The Assembly has not ended yet."),
    ASSEMBLY_CANNOT_BE_REPLAYED(400, "The Assembly cannot be replayed."),
    ASSEMBLY_STATS_INVALID_TIME(400, "since is not a time."),
    ASSEMBLY_STATS_MISSING_REGION(400, "region is missing."),
    PRIORITY_JOB_SLOT_STATS_INVALID_TIME(400, "since is not a time."),
    PRIORITY_JOB_SLOT_STATS_MISSING_REGION(400, "region is missing."),
    PRIORITY_JOB_SLOT_STATS_INVALID_AGGREGATION(400, "aggregation must be avg or max."),
    BILL_NOT_FOUND(200, "There is no bill for this month."),

    // the instructions
    ASSEMBLY_NO_STEPS(400, "The instructions have no steps."),
    ASSEMBLY_EMPTY_STEPS(400, "steps is empty."),
    ASSEMBLY_INVALID_STEPS(400, "steps must be an object."),
    ASSEMBLY_STEP_INVALID(400, "A step must be an object."),
    ASSEMBLY_STEP_NO_ROBOT(400, "A step has no robot."),
    ASSEMBLY_STEP_INVALID_ROBOT(400, "A robot must be a name like /image/resize."),
    ASSEMBLY_STEP_UNKNOWN_ROBOT(400, "There is no such robot."),
    ASSEMBLY_STEP_INVALID_USE(400, "use is malformed."),
    ASSEMBLY_STEP_UNKNOWN_USE(400, "use names a step that does not exist."),
    ASSEMBLY_INFINITE(400, "The steps use one another in a circle."),
    INVALID_STEP_NAME(400, "A step name is not allowed."),
    INVALID_UPLOAD_HANDLE_STEP_NAME(400, "/upload/handle must be the step :original."),
    ASSEMBLY_COULD_NOT_BE_CREATED(500, "The Assembly could not be created."),
    ROBOT_VALIDATION_BASE_ERROR(400, "A robot's parameters are wrong."),
    SCRIPT_RUN_VALIDATION(400, "An expression could not be evaluated."),

    // one robot's parameters
    IMAGE_GENERATE_VALIDATION(400, "The parameters of /image/generate are wrong."),
    IMAGE_RESIZE_VALIDATION(400, "The parameters of /image/resize are wrong."),
    IMAGE_RESIZE_INVALID_BLUR_REGION(400, "A region to blur is wrong."),
    IMAGE_RESIZE_INVALID_TEXT_OBJECT_VALUE(400, "A text to write on the image is wrong."),
    IMAGE_RESIZE_INVALID_TEXT_VALUE(400, "A text to write on the image has no words."),
    IMAGE_OPTIMIZE_VALIDATION(400, "The parameters of /image/optimize are wrong."),
    IMAGE_MERGE_VALIDATION(400, "The parameters of /image/merge are wrong."),
    IMAGE_DESCRIBE_VALIDATION(400, "The parameters of /image/describe are wrong."),
    IMAGE_BGREMOVE_VALIDATION(400, "The parameters of /image/bgremove are wrong."),
    IMAGE_UPSCALE_VALIDATION(400, "The parameters of /image/upscale are wrong."),
    IMAGE_ENHANCE_VALIDATION(400, "The parameters of /image/enhance are wrong."),
    AI_CHAT_VALIDATION(400, "The parameters of /ai/chat are wrong."),
    FILE_FILTER_VALIDATION(400, "The parameters of /file/filter are wrong."),
    FILE_FILTER_INVALID_OPERATOR(400, "/file/filter does not know this operator."),
    FILE_HASH_VALIDATION(400, "The parameters of /file/hash are wrong."),
    FILE_COMPRESS_VALIDATION(400, "The parameters of /file/compress are wrong."),
    FILE_DECOMPRESS_VALIDATION(400, "The parameters of /file/decompress are wrong."),
    FILE_SERVE_VALIDATION(400, "The parameters of /file/serve are wrong."),
    FILE_VERIFY_VALIDATION(400, "The parameters of /file/verify are wrong."),
    FILE_PREVIEW_VALIDATION(400, "The parameters of /file/preview are wrong."),
    FILE_READ_VALIDATION_ERROR(400, "/file/read cannot read this file."),
    META_READ_VALIDATION(400, "The parameters of /meta/read are wrong."),
    META_WRITE_VALIDATION(400, "The parameters of /meta/write are wrong."),
    HTTP_IMPORT_VALIDATION(400, "The parameters of /http/import are wrong."),
    HTTP_REQUEST_VALIDATION(400, "The parameters of /http/request are wrong."),
    S3_IMPORT_VALIDATION(400, "The parameters of /s3/import are wrong."),
    S3_STORE_VALIDATION(400, "The parameters of /s3/store are wrong."),
    TUS_STORE_VALIDATION(400, "The parameters of /tus/store are wrong."),

    // one job
    FILE_META_DATA_ERROR(400, "The metadata of a file could not be read."),
    INVALID_INPUT_ERROR(400, "A robot cannot work on this file."),
    IMAGE_RESIZE_ERROR(400, "The image could not be resized."),
    IMAGE_RESIZE_NO_INPUT_FILE(400, "/image/resize got no image to work on."),
    IMAGE_RESIZE_NO_CLUT_FILE(400, "/image/resize got no image tagged as clut."),
    IMAGE_MERGE_FAILURE(400, "The images could not be merged."),
    FILE_FILTER_DECLINED_FILE(400, "One of your files was declined"),
    FILE_VERIFY_INVALID_FILE(400, "A file is not what it should be."),
    FILE_COMPRESS_INVALID_INPUT(400, "The files could not be put into an archive."),
    FILE_DECOMPRESS_INVALID_INPUT(400, "The archive could not be unpacked."),
    FILE_DECOMPRESS_PASSWORD_REQUIRED(400, "The archive needs a password."),
    FILE_DECOMPRESS_PASSWORD_INCORRECT(400, "The password of the archive is wrong."),
    IMPORT_FILE_ERROR(400, "A file could not be fetched."),
    HTTP_IMPORT_FAILURE(500, "The URL could not be imported."),
    HTTP_IMPORT_NOT_FOUND(404, "There is nothing at the URL to import."),
    HTTP_IMPORT_ACCESS_DENIED(403, "The server denies access to the URL to import."),
    HTTP_REQUEST_FAILURE(500, "A server that was asked gave no usable answer."),
    S3_IMPORT_FAILURE(500, "The object could not be imported."),
    S3_IMPORT_NOT_FOUND(404, "There is no such bucket or object to import."),
    S3_IMPORT_ACCESS_DENIED(403, "The bucket denies access to what is to be imported."),
    S3_STORE_FAILURE(500, "The file could not be stored in the bucket."),
    S3_STORE_NOT_FOUND(404, "There is no such bucket to store into."),
    S3_STORE_ACCESS_DENIED(403, "The bucket denies access to whoever stores."),
    S3_STORE_WRONG_REGION(400, "The bucket is in another region; set bucket_region."),
    INTERNAL_COMMAND_ERROR(500, "A robot failed."),
    INTERNAL_COMMAND_TIMEOUT(500, "A robot took too long."),
    USER_COMMAND_ERROR(400, "The provider refused the request."),
    WORKER_JOB_ERROR(500, "A job was lost and could not be repeated."),

    // one Assembly
    ASSEMBLY_EXPIRED(410, "The Assembly ran past its time limit."),
    REQUEST_PREMATURE_CLOSED(400, "The connection was lost during the upload.");

    private final int httpStatus;
    private final String defaultMessage;
    private final boolean retryable;

    ErrorCode(int httpStatus, String defaultMessage) {
        this(httpStatus, defaultMessage, false);
    }

    ErrorCode(int httpStatus, String defaultMessage, boolean retryable) {
        this.httpStatus = httpStatus;
        this.defaultMessage = defaultMessage;
        this.retryable = retryable;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String defaultMessage() {
        return defaultMessage;
    }

    /** Whether the same request may succeed later without any change. */
    public boolean retryable() {
        return retryable;
    }
}
