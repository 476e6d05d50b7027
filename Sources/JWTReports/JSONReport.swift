import FoundationEssentials
package import JWTConformance
import ReportKit

/// The run document as JSON (`jwt-assay/run/1`).
package enum JSONReport {
    /// The document, ended by a line feed: a vector, a case or a rule to a line, so that it stays short, and two runs can
    /// be compared line by line.
    ///
    /// - Parameter document: the run.
    /// - Returns: JSON text with members in alphabetical order.
    /// - Throws: an error if a number can't be represented in JSON.
    package static func text(_ document: RunDocument) throws -> String {
        broken(try JSONText.of(document).utf8) + "\n"
    }

    /// JSON without white space, with a line feed before each object of an array and each member of the outermost one.
    private static func broken(_ json: String.UTF8View) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(json.count * 51 / 50)
        var depth = 0
        var isInString = false
        var isEscaped = false
        var last: UInt8 = 0
        for byte in json {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""):
                    isInString = true
                    if depth == 1, last != UInt8(ascii: ":") { text.append(UInt8(ascii: "\n")) }
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    if byte == UInt8(ascii: "{"), last == UInt8(ascii: "[") || last == UInt8(ascii: ",") {
                        text.append(UInt8(ascii: "\n"))
                    }
                    depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                default: break
                }
            }
            text.append(byte)
            last = byte
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// What an earlier run left: the document of a run, or the events of one.
package enum EarlierRun {
    /// The ids of the vectors whose verdict wasn't as expected.
    ///
    /// - Parameter content: a file that `--format json` or `--format ndjson` wrote.
    /// - Returns: the ids; `nil` if the file is neither.
    package static func failedIDs(_ content: [UInt8]) -> Set<String>? {
        if let document = try? RunDocument(json: content) { return document.unexpectedIDs }
        var ids: Set<String> = []
        var isRun = false
        for line in content.split(separator: UInt8(ascii: "\n")) {
            // An interrupted run may leave half a line at the end.
            guard let event = try? JSONDecoder().decode(JSONValue.self, from: Data(line)) else { break }
            if event["schema"]?.stringValue == NDJSONReport.schema { isRun = true }
            guard event["event"]?.stringValue == "case", let id = event["id"]?.stringValue else { continue }
            if let verdict = event["verdict"]?.stringValue.flatMap(Verdict.init), !verdict.isExpected { ids.insert(id) }
        }
        return isRun ? ids : nil
    }
}
