package import JWTConformance

/// The command lines that show a case again, with what the user said of the corpus and the profile.
package struct ReproductionCommand: Hashable, Sendable {
    private let options: String

    /// Remembers the options of this call.
    ///
    /// - Parameters:
    ///   - vectors: the folder that was named with `--vectors`, if any.
    ///   - profile: the profile of the run.
    package init(vectors: String? = nil, profile: GradingProfile = .standard) {
        var options = ""
        if profile != .standard { options += " --profile \(profile.rawValue)" }
        if let vectors { options += " --vectors \(Self.quoted(vectors))" }
        self.options = options
    }

    func explain(_ id: String, verifier: String) -> String {
        "jwt-assay explain \(Self.quoted(id)) \(Self.quoted(verifier))\(options)"
    }

    func run(_ id: String, verifier: String) -> String {
        "jwt-assay run \(Self.quoted(verifier)) --select \(Self.quoted(id))\(options)"
    }

    /// Without its options, which a matrix of everybody against everybody doesn't have.
    static func interop(_ verifiers: [String]) -> String {
        (["jwt-assay interop"] + verifiers.map(quoted)).joined(separator: " ")
    }

    /// The text as one word of a shell.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "/:._-+=@%,".utf8.contains(byte)
            }
        }
        return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
