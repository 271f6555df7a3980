"""The ontology files, shipped as `kg.ontology`; an editable install finds a folder under a package only with this file in it."""
