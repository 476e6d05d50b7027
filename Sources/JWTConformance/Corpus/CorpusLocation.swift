import FoundationEssentials

extension Corpus {
    /// The suite's own corpus.
    ///
    /// Tried in order: `directory`, the environment variable `JWT_ASSAY_VECTORS`, `../share/jwt-assay/Vectors` next to
    /// the executable, and `Vectors` in the sources that this module was built from. A folder named by `directory` or
    /// by the variable is used even if nothing is there, so that a mistake is reported and not hidden.
    ///
    /// - Parameter directory: the path of a folder of vectors; absent: the suite's own.
    /// - Returns: the corpus.
    /// - Throws: ``CorpusError`` if the folder isn't a corpus.
    public static func standard(at directory: String? = nil) throws(CorpusError) -> Corpus {
        try Corpus(directory: CorpusLocation.directory(directory))
    }
}

/// Where the corpus is.
package enum CorpusLocation {
    /// The folder that holds the vectors; see ``Corpus/standard(at:)`` for the places where it's looked for.
    ///
    /// - Parameter path: the path that the user gave, if any.
    /// - Returns: the path of a folder.
    package static func directory(_ path: String? = nil) -> String {
        directory(path, variable: "JWT_ASSAY_VECTORS", share: "Vectors", source: sourceDirectory)
    }

    /// The suite's own corpus, whatever the environment says.
    package static var own: String { directory(nil, variable: "", share: "Vectors", source: sourceDirectory) }

    /// The corpus of the source tree that this was built from.
    package static var sourceDirectory: String {
        String(#filePath.dropLast("/Sources/JWTConformance/Corpus/CorpusLocation.swift".count)) + "/Vectors"
    }

    /// The list of digests, in that source tree, of the corpus that a build knows as its own.
    package static var shippedList: String {
        String(#filePath.dropLast("CorpusLocation.swift".count)) + "shipped.sha256"
    }

    /// A folder that comes with the suite, tried in this order: what the user named, a variable, `share` of the
    /// installation, the source tree.
    package static func directory(_ path: String?, variable: String, share: String, source: String) -> String {
        if let path { return path }
        if let path = ProcessInfo.processInfo.environment[variable], !path.isEmpty { return path }
        let installed = "\(executableDirectory)/../share/jwt-assay/\(share)"
        return FileManager.default.fileExists(atPath: installed) ? installed : source
    }

    private static var executableDirectory: String {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
}
