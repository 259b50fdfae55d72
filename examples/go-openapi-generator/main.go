// Runs verify, save and activate on an SBC, and waits for the end of each.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"example.com/commit/sbc"
)

const timeout = 9 * time.Minute

type device struct {
	*sbc.APIClient
	ctx context.Context
}

// withTexts adds the texts of the device to the error of a request.
func withTexts(err error) error {
	var failure *sbc.GenericOpenAPIError
	if !errors.As(err, &failure) {
		return err
	}
	response, _ := failure.Model().(sbc.ErrorResponse)
	texts := []string{failure.Error()}
	for _, message := range response.Messages.Message {
		texts = append(texts, message.GetErrorMessage())
	}
	return errors.New(strings.Join(texts, ": "))
}

func connect(url, user, password, ca string) (*device, error) {
	certificate, err := os.ReadFile(ca)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(certificate)
	configuration := sbc.NewConfiguration()
	configuration.Servers = sbc.ServerConfigurations{{URL: url}}
	configuration.HTTPClient = &http.Client{
		Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}},
	}
	client := sbc.NewAPIClient(configuration)
	basic := sbc.BasicAuth{UserName: user, Password: password}
	login := context.WithValue(context.Background(), sbc.ContextBasicAuth, basic)
	token, _, err := client.SessionAPI.RequestToken(login).Execute()
	if err != nil {
		return nil, withTexts(err)
	}
	fmt.Println("logged in")
	bearer := context.WithValue(context.Background(), sbc.ContextAccessToken, token.Data.AccessToken)
	return &device{client, bearer}, nil
}

// status returns nil if there has been no asynchronous request.
func (d *device) status() (*sbc.OperationState, error) {
	status, _, err := d.StatusAPI.GetAsyncStatus(d.ctx).Execute()
	if err != nil {
		return nil, withTexts(err)
	}
	return status.Data.OperationState, nil
}

func (d *device) submit(name sbc.OperationName) error {
	var err error
	if name == sbc.ACTIVATE {
		_, _, err = d.ConfigurationAPI.ActivateOrBackUp(d.ctx).Action(string(name)).Execute()
	} else {
		_, _, err = d.ConfigurationAPI.SaveVerifyOrRestore(d.ctx).Action(string(name)).Execute()
	}
	return withTexts(err)
}

// run submits a request, and returns after its success.
func (d *device) run(name sbc.OperationName) error {
	before, err := d.status()
	if err != nil {
		return err
	}
	if before != nil && before.Status == sbc.IN_PROGRESS {
		return fmt.Errorf("another request (%s) is in progress", before.Operation)
	}
	if err := d.submit(name); err != nil {
		return err
	}
	// Until the status changes, the end of an earlier request of the same name is not ours.
	isOurs := before == nil || before.Operation != name
	for deadline := time.Now().Add(timeout); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
		now, err := d.status()
		if err != nil {
			return err
		}
		switch {
		case now == nil || now.Operation != name:
		case now.Status == sbc.IN_PROGRESS:
			isOurs = true
		case isOurs && now.Status == sbc.SUCCESS:
			fmt.Println(name, "succeeded")
			return nil
		case isOurs:
			return fmt.Errorf("%s failed: %s", name, now.GetErrorMessage())
		}
	}
	return fmt.Errorf("unknown: the end of %s was not seen", name)
}

func commit() (err error) {
	d, err := connect(os.Getenv("SBC_URL"), os.Getenv("SBC_USER"), os.Getenv("SBC_PASSWORD"), os.Getenv("SBC_CA"))
	if err != nil {
		return err
	}
	if _, err := d.ConfigurationAPI.LockConfiguration(d.ctx).Execute(); err != nil {
		return withTexts(err)
	}
	fmt.Println("locked")
	defer func() {
		if _, unlockErr := d.ConfigurationAPI.UnlockConfiguration(d.ctx).Execute(); err == nil {
			err = withTexts(unlockErr)
		}
	}()
	for _, name := range []sbc.OperationName{sbc.VERIFY, sbc.SAVE, sbc.ACTIVATE} {
		if err := d.run(name); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	if err := commit(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
