import JWTConformance

/// Where the fleet's adapters lie.
package enum AdaptersLocation {
    /// The folder that holds a folder for each adapter.
    ///
    /// Tried in order: `path`, the environment variable `JWT_ASSAY_ADAPTERS`, `../share/jwt-assay/adapters` beside the
    /// executable, and `scripts/adapters` of the source tree. A path or variable that's given is taken even where
    /// nothing is there, so that a mistake is reported and not papered over.
    ///
    /// - Parameter path: what the user named, if anything.
    /// - Returns: the path of a folder.
    package static func directory(_ path: String? = nil) -> String {
        CorpusLocation.directory(path, variable: "JWT_ASSAY_ADAPTERS", share: "adapters", source: sourceDirectory)
    }

    /// The adapters of the source tree that this was built from.
    package static var sourceDirectory: String {
        String(#filePath.dropLast("/Sources/Fleet/AdaptersLocation.swift".count)) + "/scripts/adapters"
    }
}
