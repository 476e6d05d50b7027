import CommandLineKit

extension JWTAssay {
    /// What `jwt-assay --help` says before it lists the subcommands: how to begin.
    static let guide = """
        An implementation is named as 'reference' (the suite's own), as 'fleet:NAME' (one that the suite has an \
        adapter for; `jwt-assay fleet list all`), as 'gateway:FILE' (an HTTP gateway that a file describes; \
        `jwt-assay routes --help`), or as 'exec:COMMAND' (an adapter of yours).

        EXAMPLES:
          jwt-assay run reference                the corpus, with nothing to install
          jwt-assay fleet install python-pyjwt   make an adapter ready
          jwt-assay run fleet:python-pyjwt       what PyJWT does otherwise
          jwt-assay new-adapter --help           an adapter for your library
          jwt-assay run 'exec:./adapter/run'     what your library does otherwise
          jwt-assay sign 'exec:./adapter/run'    what your library signs, and should have refused to
          jwt-assay explain header/crit/unknown  one vector in full, with its rule

        ENVIRONMENT:
          JWT_ASSAY_VECTORS       the folder of the vectors
          JWT_ASSAY_ADAPTERS      the folder of the fleet's adapters
          JWT_ASSAY_ENVIRONMENTS  what these are built into
          NO_COLOR                no colour, where --color doesn't say otherwise

        \(ExitStatus.help)
        """
}
