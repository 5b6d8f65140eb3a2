package dev.tocsin.probe.check.dns;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;

/// A record's answer as a person writes it in a catalog: names without their last dot, text without quotes.
final class DnsAnswer {

    private DnsAnswer() {}

    static String text(Record record) {
        return record instanceof TXTRecord txt
                ? String.join("", txt.getStrings())
                : withoutLastDot(record.rdataToString());
    }

    /// Addresses are compared by value, names regardless of case, text exactly; for an MX, SRV or SOA record its host
    /// is enough, and for a CAA record its value.
    static boolean isSame(Record record, String wanted) {
        return switch (record) {
            case ARecord a -> isSame(a.getAddress(), wanted);
            case AAAARecord aaaa -> isSame(aaaa.getAddress(), wanted);
            case TXTRecord txt -> text(txt).equals(wanted);
            case MXRecord mx ->
                isSameName(text(mx), wanted) || isSameName(mx.getTarget().toString(), wanted);
            case SRVRecord srv ->
                isSameName(text(srv), wanted) || isSameName(srv.getTarget().toString(), wanted);
            case SOARecord soa ->
                isSameRecord(soa, wanted) || isSameName(soa.getHost().toString(), wanted);
            case CAARecord caa ->
                isSameRecord(caa, wanted)
                        || caa.getValue().equalsIgnoreCase(wanted)
                        || isSameWords("%s %s".formatted(caa.getTag(), caa.getValue()), wanted);
            default -> isSameRecord(record, wanted);
        };
    }

    private static boolean isSame(InetAddress address, String wanted) {
        try {
            return address.equals(InetAddress.ofLiteral(wanted));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSameRecord(Record record, String wanted) {
        return isSameWords(record.rdataToString(), wanted);
    }

    /// Compares word by word, as in zone files, regardless of spaces, quotes and last dots.
    private static boolean isSameWords(String answer, String wanted) {
        return words(answer).equals(words(wanted));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+", -1))
                .map(word -> word.replace("\"", ""))
                .map(word -> withoutLastDot(word).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static boolean isSameName(String name, String wanted) {
        return withoutLastDot(name)
                .toLowerCase(Locale.ROOT)
                .equals(withoutLastDot(wanted).toLowerCase(Locale.ROOT));
    }

    private static String withoutLastDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
