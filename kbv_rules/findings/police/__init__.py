"""Open data of police and CBS: from the files as they are downloaded to figures of one municipality among its like."""
