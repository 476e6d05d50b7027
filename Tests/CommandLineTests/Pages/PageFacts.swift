import FoundationEssentials
import JWTConformance

/// The numbers that pages say, counted from the files and commands that they are about.
enum PageFacts {
    /// The number that belongs in front of each noun.
    static func counts() async throws -> [String: Int] {
        let tests = try vectors()
        let rejected = tests.filter { $0["expect"] == .string("reject") }
        let fleet = try JSONDecoder().decode(
            JSONValue.self,
            from: Data(try await CommandLine.assay(["fleet", "list", "all", "--format", "json"]).output.utf8)
        )
        let members = fleet.arrayValue ?? []
        let gateways = members.count { $0["id"]?.stringValue?.hasPrefix("gateway-") ?? false }
        return [
            "vectors": tests.count,
            "tokens that must be rejected": rejected.count,
            "are proved": rejected.count { $0["twin"] != nil },
            "requirements": try rows("requirements.json", "requirements"),
            "classes of attacks": try rows("attack-classes.json", "classes"),
            "published flaws": try rows("controls.json", "controls"),
            "implementations": members.count,
            "libraries": members.count - gateways,
            "gateways": gateways,
            "languages": Set(members.compactMap { $0["language"]?.stringValue }).count,
        ]
    }

    /// The vectors for verifiers, as their files have them.
    private static func vectors() throws -> [JSONValue] {
        let folder = CommandLine.root + "Vectors"
        return try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".json") && $0.contains("/") && !$0.hasPrefix("schema/") }
            .map { try document("\(folder)/\($0)") }
            .filter { $0["schema"] == .string("jwt-assay/vectors/1") }
            .flatMap { $0["groups"]?.arrayValue ?? [] }
            .flatMap { $0["tests"]?.arrayValue ?? [] }
    }

    private static func rows(_ file: String, _ member: String) throws -> Int {
        try document("\(CommandLine.root)Vectors/\(file)")[member]?.arrayValue?.count ?? 0
    }

    private static func document(_ path: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: URL(filePath: path)))
    }

    // MARK: Figures

    /// The table of a file that `scripts/bench run --format csv` wrote: a row per algorithm and key, verifying and signing.
    static func figures(_ path: String) throws -> String {
        let text = try String(contentsOfFile: CommandLine.root + path, encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let names = lines.first else { return "" }
        let wanted = ["workers": "1", "variant": "usual", "implementation": "reference"]
        let rows: [[String: String]] = lines.dropFirst()
            .map { fields in Dictionary(zip(names, fields)) { first, _ in first } }
            .filter { row in wanted.allSatisfy { row[$0.key] == $0.value } }
        var labels: [String] = []
        var cells: [String: [String: String]] = [:]
        for row in rows {
            guard let algorithm = row["algorithm"], let key = row["key"], let operation = row["operation"],
                let ratio = row["ratio_to_floor"].flatMap(Double.init),
                let rate = row["operations_per_second"].flatMap(Double.init)
            else { continue }
            let label = "\(algorithm), \(key)"
            if !labels.contains(label) { labels.append(label) }
            cells[label, default: [:]][operation] = "\(hundredths(ratio)) | \(Page.written(Int(rate.rounded())))"
        }
        let head = [
            "| algorithm, key | verify, × floor | verify, ops/s | sign, × floor | sign, ops/s |",
            "| --- | ---: | ---: | ---: | ---: |",
        ]
        return (head + labels.map { "| \($0) | \(cells[$0]?["verify"] ?? " | ") | \(cells[$0]?["sign"] ?? " | ") |" })
            .joined(separator: "\n")
    }

    // MARK: Controls

    /// The table of a file of controls: a row per published flaw, with the first vector that catches it.
    static func controls(_ path: String) throws -> String {
        let rows = try document(CommandLine.root + path)["controls"]?.arrayValue ?? []
        let head = ["| Control | Releases | Flaw | Caught by |", "| --- | --- | --- | --- |"]
        return (head + rows.map(controlRow)).joined(separator: "\n")
    }

    private static func controlRow(_ control: JSONValue) -> String {
        func text(_ names: String...) -> String {
            var value: JSONValue? = control
            for name in names { value = value?[name] }
            return value?.stringValue ?? ""
        }
        let signs = control["signs"]?.arrayValue ?? []
        let first = signs.first?["vector"]?.stringValue ?? ""
        let more = signs.count > 1 ? " and \(signs.count - 1) more" : ""
        let releases = "\(text("library")) \(text("vulnerable", "version")) → \(text("fixed", "version"))"
        let verdict = signs.first?["verdict"]?.stringValue ?? ""
        return "| \(text("id")) | \(releases) | \(text("summary")) | `\(first)`\(more): \(verdict) |"
    }

    private static func hundredths(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100)." + String("\(hundredths % 100 + 100)".dropFirst())
    }
}
