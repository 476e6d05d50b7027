import FoundationEssentials

/// Where the corpus lies.
public enum CorpusLocation {
    /// The folder that holds the vectors.
    ///
    /// Tried in order: `path`, the environment variable `JWT_ASSAY_VECTORS`, `../share/jwt-assay/Vectors` beside the
    /// executable, and the folder of this source file. A path or variable that's given is taken even where nothing is
    /// there, so that a mistake is reported and not papered over.
    ///
    /// - Parameter path: what the user named, if anything.
    /// - Returns: the path of a folder.
    public static func directory(_ path: String? = nil) -> String {
        if let path { return path }
        if let path = ProcessInfo.processInfo.environment["JWT_ASSAY_VECTORS"], !path.isEmpty { return path }
        let installed = "\(executableDirectory)/../share/jwt-assay/Vectors"
        if FileManager.default.fileExists(atPath: installed) { return installed }
        return sourceDirectory
    }

    /// The corpus of the source tree that this was built from.
    public static var sourceDirectory: String {
        String(#filePath.dropLast("/CorpusLocation.swift".count))
    }

    private static var executableDirectory: String {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
}
