package dev.tocsin.contract.catalog;

import java.util.List;

/// The types of DNS records for which a check may ask.
public final class RecordTypes {

    /// By their names in the IANA registry.
    public static final List<String> ALL = List.of(
            "A", "AAAA", "CAA", "CNAME", "DNSKEY", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA", "SRV", "SSHFP",
            "SVCB", "TLSA", "TXT");

    private RecordTypes() {}
}
