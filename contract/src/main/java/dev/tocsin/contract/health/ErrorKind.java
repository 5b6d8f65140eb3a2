package dev.tocsin.contract.health;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/// The fault of an ask, as an operator would name it. New kinds may be added; a reader that does not know one reads
/// `other`.
public enum ErrorKind {
    @JsonProperty("refused")
    REFUSED,
    @JsonProperty("timed-out")
    TIMED_OUT,
    @JsonProperty("unreachable")
    UNREACHABLE,
    @JsonProperty("reset")
    RESET,
    /// The connection ended in the middle of an answer's body.
    @JsonProperty("incomplete")
    INCOMPLETE,
    /// The name does not exist: NXDOMAIN.
    @JsonProperty("name-not-found")
    NAME_NOT_FOUND,
    /// The name could not be resolved for another reason, such as SERVFAIL or REFUSED.
    @JsonProperty("name-failure")
    NAME_FAILURE,
    @JsonProperty("wrong-answer")
    WRONG_ANSWER,
    @JsonProperty("wrong-status")
    WRONG_STATUS,
    @JsonProperty("wrong-header")
    WRONG_HEADER,
    @JsonProperty("wrong-body")
    WRONG_BODY,
    @JsonProperty("too-many-redirects")
    TOO_MANY_REDIRECTS,
    @JsonProperty("not-http")
    NOT_HTTP,
    @JsonProperty("tls-failure")
    TLS_FAILURE,
    @JsonProperty("certificate-untrusted")
    CERTIFICATE_UNTRUSTED,
    @JsonProperty("certificate-expired")
    CERTIFICATE_EXPIRED,
    @JsonProperty("certificate-expiring")
    CERTIFICATE_EXPIRING,
    @JsonProperty("certificate-wrong-name")
    CERTIFICATE_WRONG_NAME,
    @JsonProperty("too-slow")
    TOO_SLOW,
    /// The probe lacks a secret that the question refers to; the outcome is `unsure`.
    @JsonProperty("secret-missing")
    SECRET_MISSING,
    /// The probe's own controls did not answer; the outcome is `unsure`.
    @JsonProperty("controls-failed")
    CONTROLS_FAILED,
    /// A job did not report in time.
    @JsonProperty("missed")
    MISSED,
    /// A job started and did not end in time.
    @JsonProperty("overrun")
    OVERRUN,
    /// A job reported that it failed.
    @JsonProperty("job-failed")
    JOB_FAILED,
    @JsonEnumDefaultValue
    @JsonProperty("other")
    OTHER
}
