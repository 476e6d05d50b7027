import FoundationEssentials
package import JWTConformance

/// The run document as JSON (`jwt-assay/run/1`).
package enum JSONReport {
    /// The document, ended by a line feed.
    ///
    /// - Parameter document: the run.
    /// - Returns: JSON text with members in alphabetical order.
    /// - Throws: where a number has no spelling in JSON.
    package static func text(_ document: RunDocument) throws -> String {
        try JSONText.of(document, isPretty: true) + "\n"
    }
}

/// What an earlier run left: a run document, or the events of one.
package enum EarlierRun {
    /// The ids of the vectors whose verdict wasn't as expected.
    ///
    /// - Parameter content: a file that `--format json` or `--format ndjson` wrote.
    /// - Returns: the ids; `nil` where the file is neither.
    package static func failedIDs(_ content: [UInt8]) -> Set<String>? {
        if let document = try? JSONDecoder().decode(RunDocument.self, from: Data(content)) {
            return document.schema == RunDocument.schema ? document.unexpectedIDs : nil
        }
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
